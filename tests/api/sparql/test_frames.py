"""Frames between the processes: whole, or no answer at all."""

from __future__ import annotations

import asyncio
import socket

import pytest

from api.sparql import frames
from api.sparql.frames import ClosedError
from tests import loops


def test_an_answer_comes_whole_however_it_is_cut_and_one_that_breaks_off_is_no_answer() -> None:
    async def exchanged(pieces: list[bytes]) -> tuple[dict[str, object], bytes]:
        mine, theirs = socket.socketpair()
        with mine, theirs:
            asking = asyncio.create_task(frames.exchange(mine, {"query": "é"}, deadline=1e12))
            assert (await asyncio.to_thread(frames.receive, theirs))[0] == {"query": "é"}
            for piece in pieces:
                theirs.sendall(piece)
                await asyncio.sleep(0)
            theirs.close()
            return await asking

    whole = frames._framed({"rows": 2}, b"xyz" * 5) + b"xyz" * 5
    for cut in range(1, len(whole)):
        assert loops.run(exchanged([whole[:cut], whole[cut:]])) == ({"rows": 2}, b"xyz" * 5)
    with pytest.raises(ClosedError):
        loops.run(exchanged([whole[:-1]]))
