"""`swc migrate` and `swc doctor`: a fresh installation is sound after one command."""

from __future__ import annotations

from tests.api.cli.conftest import Command


def test_after_migrating_the_doctor_finds_nothing_wrong(swc: Command) -> None:
    first, second = swc("migrate"), swc("migrate")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "is gepubliceerd." in first.stdout

    looked = swc("doctor")

    assert "FOUT" not in looked.stdout
    assert looked.exit_code == 0
