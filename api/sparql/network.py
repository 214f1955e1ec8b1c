"""Closes the network for this process in the kernel (seccomp): making or connecting a socket is refused from then on.

Sockets that are open already keep working; they lead to the server and nowhere else.

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

_LOAD_WORD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NR_OFFSET, _ARCH_OFFSET = 0, 4

_MACHINES = {"x86_64": (0xC000003E, (41, 42, 425)), "aarch64": (0xC00000B7, (198, 203, 425))}
"""Audit number of the architecture and numbers of `socket`, `connect` and `io_uring_setup` (linux/audit.h, unistd)."""

_OTHER_TABLE = 0x40000000
"""From here on, x86_64 has the same calls under other numbers (x32)."""


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def close() -> bool:
    """Refuse every new socket in this process and its children; return whether that holds now."""
    machine = _MACHINES.get(platform.machine())
    if platform.system() != "Linux" or machine is None:
        return False
    steps = b"".join(struct.pack("HBBI", *step) for step in _filter(*machine))
    buffer = ctypes.create_string_buffer(steps, len(steps))
    program = _Program(len(steps) // 8, ctypes.cast(buffer, ctypes.c_void_p).value)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(arch: int, refused: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """Return the steps of the filter: each tests and skips so many steps if so, so many if not."""
    tests = [(_JUMP_EQUAL, number) for number in refused] + [(_JUMP_AT_LEAST, _OTHER_TABLE)]
    return [
        (_LOAD_WORD, 0, 0, _ARCH_OFFSET),
        (_JUMP_EQUAL, 1, 0, arch),
        (_RETURN, 0, 0, _KILL),
        (_LOAD_WORD, 0, 0, _NR_OFFSET),
        *((test, len(tests) - place, 0, number) for place, (test, number) in enumerate(tests)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _ERRNO | _EACCES),
    ]
