"""Turns go round fairly: who asks most does not keep the others waiting."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from api.sparql.turns import Hall, NoTurnError, Turns
from tests import loops


def hold(turns: Turns, caller: str, order: list[str]) -> None:
    """Take a turn and note whose it was."""
    with turns.turn(caller, seconds=5):
        order.append(caller)


def queue(turns: Turns, callers: list[str], order: list[str]) -> list[Future[None]]:
    """Have callers wait in this order."""
    threads = ThreadPoolExecutor(len(callers))
    found = []
    for number, caller in enumerate(callers, 1):
        found.append(threads.submit(hold, turns, caller, order))
        while len(turns._waiting) < number:
            time.sleep(0.001)
    threads.shutdown(wait=False)
    return found


def test_who_holds_fewest_and_used_least_comes_first_then_who_waits_longest() -> None:
    used = {"greedy": 9.0, "modest": 1.0, "new": 0.0}
    turns = Turns(1, lambda caller: used[caller])
    order: list[str] = []
    with turns.turn("greedy", seconds=1):
        waiting = queue(turns, ["greedy", "greedy", "modest", "new", "modest"], order)
    for one in waiting:
        one.result()
    assert order == ["new", "modest", "modest", "greedy", "greedy"]


def test_a_caller_with_a_turn_stands_behind_one_without() -> None:
    turns = Turns(2)
    order: list[str] = []
    with turns.turn("anne", seconds=1):
        with turns.turn("bram", seconds=1):
            waiting = queue(turns, ["anne", "bram"], order)
        waiting[1].result()
        waiting[0].result()
    assert order == ["bram", "anne"]


def test_who_waits_too_long_leaves_the_queue_and_the_place_stays_good() -> None:
    turns = Turns(1)
    with turns.turn("anne", seconds=1), pytest.raises(NoTurnError), turns.turn("bram", seconds=0.01):
        pass
    with turns.turn("bram", seconds=0.01):
        assert turns._waiting == []


def test_threads_and_the_event_loop_stand_in_one_queue() -> None:
    turns = Turns(1)
    order: list[str] = []

    async def await_turn(caller: str) -> None:
        async with turns.awaited(caller, seconds=5):
            order.append(caller)

    async def both() -> None:
        async with turns.awaited("first", seconds=1):
            awaiting = [asyncio.create_task(await_turn(one)) for one in ("second", "third")]
            await asyncio.sleep(0)
            (waiting,) = await asyncio.to_thread(queue_behind, turns, 2, order)
        await asyncio.gather(*awaiting, asyncio.wrap_future(waiting))

    loops.run(both())
    assert order == ["second", "third", "fourth"]


def queue_behind(turns: Turns, waiting: int, order: list[str]) -> list[Future[None]]:
    """Have a thread wait behind so many others."""
    while len(turns._waiting) < waiting:
        time.sleep(0.001)
    threads = ThreadPoolExecutor(1)
    found = [threads.submit(hold, turns, "fourth", order)]
    while len(turns._waiting) <= waiting:
        time.sleep(0.001)
    threads.shutdown(wait=False)
    return found


def test_on_the_event_loop_too_who_waits_too_long_or_goes_away_leaves_the_queue() -> None:
    turns = Turns(1)

    async def await_turn(seconds: float) -> None:
        async with turns.awaited("bram", seconds=seconds):
            pass

    async def in_vain() -> None:
        async with turns.awaited("anne", seconds=1):
            with pytest.raises(NoTurnError):
                await await_turn(0.01)
            gone = asyncio.create_task(await_turn(5))
            await asyncio.sleep(0)
            gone.cancel()
            with pytest.raises(asyncio.CancelledError):
                await gone
            late = asyncio.create_task(await_turn(5))
            await asyncio.sleep(0)
        late.cancel()  # at the very moment that the turn comes
        with pytest.raises(asyncio.CancelledError):
            await late
        await await_turn(0.01)

    loops.run(in_vain())
    assert turns._waiting == []


def test_a_hall_is_full_for_one_before_it_is_full_for_all() -> None:
    hall = Hall(3, 2)
    inside, done = threading.Barrier(3), threading.Event()

    def stay(caller: str) -> None:
        with hall.inside(caller):
            inside.wait()
            done.wait()

    with ThreadPoolExecutor() as threads:
        staying = [threads.submit(stay, "anne"), threads.submit(stay, "anne")]
        inside.wait()
        with pytest.raises(NoTurnError), hall.inside("anne"):
            pass
        with hall.inside("bram"), pytest.raises(NoTurnError), hall.inside("carla"):
            pass
        done.set()
        for one in staying:
            one.result()
    with hall.inside("anne"), hall.inside("anne"), hall.inside("carla"):
        assert hall._inside.total() == 3


def test_strangers_together_leave_room_for_who_signed_in() -> None:
    hall = Hall(3, 2)
    with hall.inside("address:1", stranger=True), hall.inside("address:2", stranger=True):
        with pytest.raises(NoTurnError), hall.inside("address:3", stranger=True):
            pass
        with hall.inside("anne"), pytest.raises(NoTurnError), hall.inside("bram"):
            pass
    with hall.inside("address:3", stranger=True):
        pass
