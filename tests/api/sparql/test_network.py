"""A process that closed its network makes no socket, by whatever call, and keeps those it had."""

from __future__ import annotations

import subprocess
import sys

CLOSED = """
import ctypes, socket
from api.sparql import network

mine, other = socket.socketpair()
there = socket.socket()
assert network.close()
libc = ctypes.CDLL(None, use_errno=True)
refused = []
for name, call in {
    "socket": lambda: socket.socket(),
    "unix": lambda: socket.socket(socket.AF_UNIX),
    "connect": lambda: there.connect(("127.0.0.1", 9)),
    "pair": lambda: socket.socketpair(),
}.items():
    try:
        call()
    except PermissionError:
        refused.append(name)
if libc.syscall(425, 1, None) == -1 and ctypes.get_errno() == 13:
    refused.append("ring")
if libc.syscall(0x40000000 + 41, 2, 1, 0) == -1 and ctypes.get_errno() == 13:
    refused.append("x32")
mine.sendall(b"still here")
print(*refused, other.recv(99).decode())
"""


def test_no_socket_is_made_or_connected_and_open_ones_keep_working() -> None:
    done = subprocess.run([sys.executable, "-c", CLOSED], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["socket", "unix", "connect", "ring", "x32", "still", "here"]
