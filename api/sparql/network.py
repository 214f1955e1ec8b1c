"""Closes the network for this process in the kernel (seccomp): making a socket is refused from then on.

Linux only, without privileges. Where it cannot be done the caller is told, and the parser guard stands alone.
"""

from __future__ import annotations

import ctypes
import platform
import struct

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_EACCES = 13
_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_ERRNO = 0x00050000

_LOAD_WORD, _JUMP_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NR_OFFSET, _ARCH_OFFSET = 0, 4

_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Audit number of the architecture and the number of the system call `socket` (linux/audit.h, unistd)."""


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def close() -> bool:
    """Refuse every new socket in this process and its children; return whether that holds now."""
    machine = _MACHINES.get(platform.machine())
    if platform.system() != "Linux" or machine is None:
        return False
    arch, socket = machine
    steps = b"".join(
        struct.pack("HBBI", *step)
        for step in (
            (_LOAD_WORD, 0, 0, _ARCH_OFFSET),
            (_JUMP_EQUAL, 1, 0, arch),
            (_RETURN, 0, 0, _KILL),
            (_LOAD_WORD, 0, 0, _NR_OFFSET),
            (_JUMP_EQUAL, 0, 1, socket),
            (_RETURN, 0, 0, _ERRNO | _EACCES),
            (_RETURN, 0, 0, _ALLOW),
        )
    )
    buffer = ctypes.create_string_buffer(steps, len(steps))
    program = _Program(len(steps) // 8, ctypes.cast(buffer, ctypes.c_void_p).value)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
