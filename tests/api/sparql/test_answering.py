"""Questions on the event loop: answers and refusals are those of a thread, and nothing is lost when one is stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable

import pytest

from api.refusals import QueryBudgetError, QueryBusyError, QueryRefusedError, QueryTooLargeError, QueryTooSlowError
from api.sparql import frames
from api.sparql.frames import ClosedError
from api.sparql.pool import Caller, Found, Question
from tests.api.sparql.conftest import Bench, limited
from tests.triples import triple

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
ANNE = Caller("anne")


@pytest.fixture
def loaded(bench: Bench) -> Bench:
    """Return a scope of sixty triples that is loaded."""
    bench.write("a", [triple(f"a{i}", "p", "x") for i in range(60)])
    bench.ask(COUNT)
    return bench


def answer(bench: Bench, text: str, caller: Caller = ANNE) -> Awaitable[Found | None]:
    """Ask the newest state on the event loop."""
    return bench.pool.answer("s", bench.graphs, Question(text), caller)


def run(work: Callable[[], Awaitable[Found | None]]) -> Found | None:
    async def running() -> Found | None:
        return await work()

    return asyncio.run(running())


@pytest.mark.parametrize("text", [COUNT, "ASK {}", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 40"])
def test_an_answer_is_that_of_a_thread(loaded: Bench, text: str) -> None:
    found, told = run(lambda: answer(loaded, text)), loaded.ask(text)
    assert found is not None
    assert (found.json, found.triples, found.rows) == (told.json, told.triples, told.rows)
    assert loaded.pool.budget.used("anne") > 0


def test_what_has_to_be_loaded_or_changed_first_is_not_answered_here(loaded: Bench) -> None:
    assert asyncio.run(loaded.pool.answer("elsewhere", loaded.graphs, Question(COUNT), ANNE)) is None
    loaded.write("b", [triple("b", "p", "x")])
    assert run(lambda: answer(loaded, COUNT)) is None
    assert loaded.count(COUNT) == 61
    found = run(lambda: answer(loaded, COUNT))
    assert found is not None
    assert found.json is not None
    assert '"61"' in found.json


def test_refusals_are_those_of_a_thread(loaded: Bench) -> None:
    for text, kind, words in (
        ("SELECT * WHER { }", QueryRefusedError, "WHER"),
        ("SELECT * { SERVICE <http://swc.test/> { ?s ?p ?o } }", QueryRefusedError, "SERVICE"),
        ("SELECT * { ?s ?p ?o } LIMIT 51", QueryTooLargeError, "50 rijen"),
    ):
        with pytest.raises(kind, match=words):
            run(lambda text=text: answer(loaded, text))  # type: ignore[misc]
    loaded.pool.budget.charge("anne", 10_000)
    with pytest.raises(QueryBudgetError):
        run(lambda: answer(loaded, COUNT))


def test_many_at_once_take_turns_while_a_slow_one_is_stopped(loaded: Bench) -> None:
    limited(loaded, seconds=1)

    async def together() -> list[Found | BaseException | None]:
        asked = [answer(loaded, ENDLESS), *(answer(loaded, COUNT, Caller(f"c{number}")) for number in range(10))]
        return await asyncio.gather(*asked, return_exceptions=True)

    slow, *others = asyncio.run(together())
    assert isinstance(slow, QueryTooSlowError)
    assert all(isinstance(one, Found) for one in others)
    shelf = loaded.pool.shelf._loaded["s"]
    assert shelf.users == 0
    assert shelf.turns._waiting == []


def test_who_finds_every_place_taken_is_told_to_come_back(loaded: Bench) -> None:
    limited(loaded, seconds=0.2)
    turns = loaded.pool.shelf._loaded["s"].turns
    with turns.turn("b", seconds=1), turns.turn("c", seconds=1), pytest.raises(QueryBusyError):
        run(lambda: answer(loaded, COUNT))


def test_a_worker_whose_asker_goes_away_is_not_asked_again(loaded: Bench) -> None:
    async def gone() -> None:
        asking = asyncio.ensure_future(answer(loaded, ENDLESS))
        await asyncio.sleep(0.2)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking

    before = [one.pid for one in loaded.pool.shelf._loaded["s"]._idle]
    asyncio.run(gone())
    assert loaded.pool.shelf._loaded["s"]._idle == []
    assert loaded.count(COUNT) == 60
    assert [one.pid for one in loaded.pool.shelf._loaded["s"]._idle] != before


def test_a_worker_that_falls_is_one_refusal_and_a_keeper_that_falls_is_none(loaded: Bench) -> None:
    scope = loaded.pool.shelf._loaded["s"]
    os.kill(scope._idle[0].pid, signal.SIGKILL)
    with pytest.raises(QueryTooLargeError, match="geheugen"):
        run(lambda: answer(loaded, COUNT))
    assert loaded.count(COUNT) == 60
    os.kill(scope.keeper.pid, signal.SIGKILL)
    while scope.alive:
        time.sleep(0.001)
    assert run(lambda: answer(loaded, COUNT)) is None
    assert loaded.count(COUNT) == 60


def test_an_answer_comes_whole_however_it_is_cut_and_one_that_breaks_off_is_no_answer() -> None:
    async def exchanged(pieces: list[bytes]) -> tuple[dict[str, object], bytes]:
        mine, theirs = frames.socket.socketpair()
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
        assert asyncio.run(exchanged([whole[:cut], whole[cut:]])) == ({"rows": 2}, b"xyz" * 5)
    with pytest.raises(ClosedError):
        asyncio.run(exchanged([whole[:-1]]))
