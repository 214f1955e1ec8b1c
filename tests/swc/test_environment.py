"""Processes that read what strangers wrote know where things are, and no secret."""

from __future__ import annotations

import subprocess

import pytest

from swc import environment
from swc.catalogue.imported.reading import read_rdf
from swc.landscape.imports.sheet import read_sheets
from tests.factories.lists import make_book


def test_paths_and_language_are_passed_on_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SWC_DATABASE_URL", "SWC_SMTP_PASSWORD", "AWS_SECRET_ACCESS_KEY", "PGPASSWORD", "XPATH", "PATH_X"):
        monkeypatch.setenv(name, "geheim")
    monkeypatch.setenv("PATH", "/bin")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    told = environment.harmless()
    assert (told["PATH"], told["LC_ALL"]) == ("/bin", "C.UTF-8")
    assert "geheim" not in told.values()


def test_a_file_that_is_read_apart_is_read_without_the_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWC_SMTP_PASSWORD", "geheim")
    given: list[dict[str, str]] = []
    run = subprocess.run

    def watched(command: list[str], *, env: dict[str, str], **more: object) -> object:
        given.append(env)
        return run(command, env=env, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", watched)
    read_rdf(b"<a:b> <a:c> <a:d> .", "lijst.nt")
    read_sheets(make_book({"Blad": [["a"], ["b"]]}), "lijst.xlsx")
    assert len(given) == 2
    assert all("SWC_SMTP_PASSWORD" not in one for one in given)
