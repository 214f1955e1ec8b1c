"""The frame around the help of a command is in Dutch, as its text is."""

from __future__ import annotations

import pytest
from typer import rich_utils

from api.cli.dutch import FRAME
from tests.api.cli.conftest import Command


@pytest.mark.parametrize("name", sorted(FRAME))
def test_what_is_set_is_something_typer_draws(name: str) -> None:
    assert getattr(rich_utils, name) == FRAME[name]


def test_help_is_framed_in_dutch(swc: Command) -> None:
    told = swc("user", "add", "--help").stdout

    assert "Argumenten" in told
    assert "Opties" in told
    assert "[verplicht]" in told
    assert "Arguments" not in told
