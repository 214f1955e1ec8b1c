"""The processes behind a scope: a seed that forks keepers, and keepers that load a scope once and fork its workers.

Started as `python -m api.sparql.keeper <socket>`. Seed and keepers have one thread each, so that forking them is sound.
A keeper reads its files, closes its network in the kernel, and from then on only forks, ends and updates: its workers
share the loaded store until they write to a page of it. Whoever loses its parent ends too.
"""

from __future__ import annotations

import ctypes
import gc
import os
import platform
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import NoReturn

from api.sparql import guard, network
from api.sparql.frames import ClosedError, Head, receive, receive_with_handle, send
from api.sparql.worker import Held, serve

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Fork a keeper for each socket that comes in, until the server is gone."""
    link = socket.socket(fileno=int(sys.argv[1]))
    guard.ready()
    gc.freeze()
    with suppress(ClosedError):
        while True:
            head, _, handle = receive_with_handle(link)
            if handle is None:
                send(link, _ended(head))
                continue
            pid = os.fork()
            if pid == 0:
                link.close()
                _run(keep, handle)
            os.close(handle)
            send(link, {"pid": pid})


def keep(link: socket.socket) -> None:
    """Load the scope, then fork workers and apply changes until the server closes the link."""
    setup, _ = receive(link)
    try:
        held = Held(setup["graphs"])
    except (OSError, SyntaxError, ValueError) as error:
        send(link, {"failed": str(error)})
        return
    closed = network.close()
    gc.freeze()
    send(link, {"networkClosed": closed})
    while True:
        head, body, handle = receive_with_handle(link)
        if handle is not None:
            send(link, {"pid": _fork_worker(link, held, handle, memory_mb=setup["memoryMb"])})
        elif "change" in head:
            held.change(head["change"], body)
            send(link, {"changed": len(head["change"])})
        else:
            send(link, _ended(head))


def _fork_worker(link: socket.socket, held: Held, handle: int, *, memory_mb: int) -> int:
    """Fork a worker that answers on a socket of its own; return its process id."""
    pid = os.fork()
    if pid == 0:
        link.close()
        _run(partial(serve, held=held, memory_mb=memory_mb), handle)
    os.close(handle)
    return pid


def _run(work: Callable[[socket.socket], None], handle: int) -> NoReturn:
    """Do the work of a fork and end it there, without what its parent had left to do."""
    status = 1
    try:
        _end_with_parent()
        with suppress(ClosedError):
            work(socket.socket(fileno=handle))
        status = 0
    except MemoryError:
        status = 2
    finally:
        os._exit(status)


def _ended(head: Head) -> Head:
    """End a process that this one forked and wait for it, so that its number is nobody else's meanwhile."""
    pid = head["end"]
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return {"ended": pid}


def _end_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends (Linux); elsewhere the closed socket does."""
    if platform.system() == "Linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


if __name__ == "__main__":
    main()
