"""`swc --help` reads as documentation, and a refusal is a Dutch sentence with exit code 1."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.api.cli.conftest import Command

COMMANDS = ("demo", "serve", "migrate", "doctor", "fora", "boards", "landscape", "graph", "user")


def test_help_names_every_command_with_what_it_does(swc: Command) -> None:
    text = swc("--help").stdout
    for command in COMMANDS:
        assert command in text
    assert "docs/configuration.md" in text


@pytest.mark.parametrize("command", [*COMMANDS, "fora import", "boards import", "landscape import", "user add"])
def test_each_command_explains_itself(swc: Command, command: str) -> None:
    result = swc(*command.split(), "--help")
    assert result.exit_code == 0
    assert len(result.stdout.split()) > 20


def test_the_version_is_that_of_the_package(swc: Command) -> None:
    assert swc("--version").stdout.strip() == version("fora-swc")


def test_a_refusal_is_told_on_standard_error_with_exit_code_1(tmp_path: Path) -> None:
    environment = {"SWC_DATA_DIR": str(tmp_path), "PATH": ""}
    command = [sys.executable, "-m", "api.cli", "graph", "rebuild"]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert result.returncode == 1
    assert result.stdout == ""
    assert "swc migrate" in result.stderr
    assert "Traceback" not in result.stderr
