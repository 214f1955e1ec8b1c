"""What machines check, checked with the words a developer uses."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.shared_data import ROOT


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment in the project's root."""
    return subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False)


def test_ruff_has_nothing_to_say() -> None:
    found = run("ruff", "check", "--no-cache", "--output-format", "concise", ".")
    assert found.returncode == 0, found.stdout


def test_the_formatter_would_change_nothing() -> None:
    found = run("ruff", "format", "--no-cache", "--check", ".")
    assert found.returncode == 0, found.stdout


@pytest.mark.slow
def test_mypy_is_content_and_strict() -> None:
    found = run("mypy")
    assert found.returncode == 0, found.stdout


def test_djlint_finds_no_fault_in_the_templates() -> None:
    found = run("djlint", "--profile=jinja", "--quiet", "--lint", "api/templates")
    assert found.returncode == 0, found.stdout


def test_no_address_of_a_package_index_and_no_path_of_a_machine_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    suspect = re.compile(r"--(extra-)?index[-]url|https?://[\w.-]+/simple/|(?<![\w.:/])/(root|home|mnt)/\w")
    guilty = []
    for name in listed:
        path = ROOT / name
        if path.is_file() and path.suffix in {".py", ".md", ".toml", ".txt", ".html", ".ttl", ".css", ".js", ".po"}:
            guilty += [name for _ in suspect.finditer(path.read_text(errors="replace"))]
    assert guilty == []
