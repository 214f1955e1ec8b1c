"""The parser of the guard is asked by one thread at a time."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import pytest

from api.sparql import algebra


def test_two_threads_never_parse_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, together = Lock(), []

    def parse(_text: str) -> str:
        together.append(not inside.acquire(blocking=False))
        time.sleep(0.01)
        if not together[-1]:
            inside.release()
        raise ValueError

    monkeypatch.setattr(algebra, "parseQuery", parse)
    with ThreadPoolExecutor(6) as threads:
        assert not any(threads.map(algebra.parses, ["ASK {}"] * 12))
    assert not any(together)
