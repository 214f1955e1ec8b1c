"""How the processes of a scope speak: frames of a small JSON head and a body of bytes, over a socket of the kernel."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import time
from typing import Any

_SIZES = struct.Struct("!IQ")
_MOMENT = 1e-6
"""The shortest wait, in seconds: none at all would mean not to wait, which a socket takes for something else."""
_PIECE = 1 << 18
"""How many bytes are read at most at once on the event loop: what the kernel keeps between two processes, and more."""

Head = dict[str, Any]


class ClosedError(Exception):
    """The other side is gone."""


def send(
    to: socket.socket,
    head: Head,
    body: bytes = b"",
    *,
    handle: int | None = None,
    deadline: float | None = None,
) -> None:
    """Send one frame, with an open file handle beside it when one is given (SCM_RIGHTS); raises as `receive` does."""
    first = _framed(head, body)
    to.settimeout(None if deadline is None else max(_MOMENT, deadline - time.monotonic()))
    try:
        if handle is not None:
            sent = socket.send_fds(to, [first], [handle])
            first = first[sent:]
        to.sendall(first + body)
    except TimeoutError:
        raise
    except OSError as error:
        raise ClosedError from error


def receive(source: socket.socket, *, deadline: float | None = None) -> tuple[Head, bytes]:
    """Return the next frame, whole; raises `ClosedError`, or `TimeoutError` at the deadline (`time.monotonic`)."""
    lengths = _exactly(source, _SIZES.size, deadline)
    head, body = _SIZES.unpack(lengths)
    read: Head = json.loads(_exactly(source, head, deadline))
    return read, _exactly(source, body, deadline)


async def exchange(link: socket.socket, head: Head, *, deadline: float) -> tuple[Head, bytes]:
    """Send a frame and return the one that answers it, without keeping the event loop; raises as `receive` does.

    Nothing else may come over the socket meanwhile: what comes is the answer.
    """
    loop, got = asyncio.get_running_loop(), bytearray()
    link.settimeout(0)
    try:
        async with asyncio.timeout(max(_MOMENT, deadline - time.monotonic())):
            await loop.sock_sendall(link, _framed(head))
            while (answer := _unframed(got)) is None:
                piece = await loop.sock_recv(link, _PIECE)
                if not piece:
                    raise ClosedError
                got += piece
    except TimeoutError:
        raise
    except OSError as error:
        raise ClosedError from error
    return answer


def _framed(head: Head, body: bytes = b"") -> bytes:
    """Return a frame without its body."""
    written = json.dumps(head, ensure_ascii=False).encode()
    return _SIZES.pack(len(written), len(body)) + written


def _unframed(got: bytearray) -> tuple[Head, bytes] | None:
    """Return the frame that came, or nothing as long as it is not whole."""
    if len(got) < _SIZES.size:
        return None
    head, body = _SIZES.unpack_from(got)
    end = _SIZES.size + head
    if len(got) < end + body:
        return None
    return json.loads(got[_SIZES.size : end]), bytes(got[end : end + body])


def receive_with_handle(source: socket.socket) -> tuple[Head, bytes, int | None]:
    """Return the next frame and the file handle that came with it, if any; raises `ClosedError`."""
    source.settimeout(None)
    try:
        start, handles, _, _ = socket.recv_fds(source, _SIZES.size, 1)
    except OSError as error:
        raise ClosedError from error
    if not start:
        raise ClosedError
    lengths = start + _exactly(source, _SIZES.size - len(start), None)
    head, body = _SIZES.unpack(lengths)
    read: Head = json.loads(_exactly(source, head, None))
    return read, _exactly(source, body, None), handles[0] if handles else None


def _exactly(source: socket.socket, count: int, deadline: float | None) -> bytes:
    """Return so many bytes, however many pieces they come in."""
    buffer = bytearray(count)
    view = memoryview(buffer)
    while view:
        source.settimeout(None if deadline is None else max(_MOMENT, deadline - time.monotonic()))
        try:
            got = source.recv_into(view)
        except TimeoutError:
            raise
        except OSError as error:
            raise ClosedError from error
        if not got:
            raise ClosedError
        view = view[got:]
    return bytes(buffer)
