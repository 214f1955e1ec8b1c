"""What gathers logs gets an object per line; who watches a terminal keeps the lines made for the eye."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from api.logs import log_for


class Terminal(StringIO):
    """A stream on which somebody watches."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def own_settings() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.mark.usefixtures("own_settings")
def test_a_line_is_an_object_with_its_fields_moment_and_what_went_wrong() -> None:
    stream = StringIO()
    log_for(stream)
    log = structlog.get_logger()
    try:
        int("één")
    except ValueError:
        log.exception("sparql.not_loaded", scope="sector")
    told = json.loads(stream.getvalue())
    assert told["event"] == "sparql.not_loaded"
    assert (told["scope"], told["level"]) == ("sector", "error")
    assert told["timestamp"].endswith("Z")
    assert "ValueError: invalid literal" in told["exception"]


@pytest.mark.usefixtures("own_settings")
def test_on_a_terminal_nothing_changes() -> None:
    before = structlog.get_config()
    log_for(Terminal())
    assert structlog.get_config() == before
