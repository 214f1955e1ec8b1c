"""The house keeps its shape: imports go one way, files and functions stay small, the edge alone commits."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tests.shared_data import ROOT

TOPS = ("vocab", "fora", "swc", "api")


def sources(*tops: str) -> Iterator[Path]:
    """Yield the Python files of some top-level packages."""
    for top in tops or TOPS:
        yield from sorted((ROOT / top).rglob("*.py"))


def percentile(values: list[int], share: float) -> int:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def test_imports_point_one_way_and_rules_stay_pure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_files_stay_small() -> None:
    lines = {path: path.read_text().count("\n") + 1 for path in sources()}
    assert percentile(list(lines.values()), 0.95) <= 250
    assert {path.name: count for path, count in lines.items() if count > 400} == {}


def test_functions_stay_short() -> None:
    lengths = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lengths[f"{path.name}:{node.name}"] = (node.end_lineno or node.lineno) - node.lineno + 1
    assert percentile(list(lengths.values()), 0.95) <= 35
    assert {name: count for name, count in lengths.items() if count > 60} == {}


def test_only_the_unit_of_work_commits() -> None:
    guilty = []
    for path in sources():
        if path.name == "db.py" and path.parent.name == "api":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in ("commit", "rollback"):
                owner = node.value
                if isinstance(owner, ast.Name) and owner.id in ("session", "connection"):
                    guilty.append(f"{path.name}:{node.lineno}")
    assert guilty == []


def test_no_rule_reads_the_clock() -> None:
    guilty = []
    for path in sources("fora", "swc"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today"):
                owner = node.value
                if isinstance(owner, ast.Name) and owner.id in ("datetime", "date"):
                    guilty.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert guilty == []


def test_templates_stay_small() -> None:
    lines = [path.read_text().count("\n") + 1 for path in (ROOT / "api" / "templates").rglob("*.html")]
    assert percentile(lines, 0.5) <= 60
    assert percentile(lines, 0.95) <= 150


def test_every_test_file_stands_where_its_subject_stands() -> None:
    orphans = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        parts = path.relative_to(ROOT / "tests").with_suffix("").parts
        if parts[0] in ("architecture", "bench", "browser", "docs") or "whole" in parts:  # of no one module
            continue
        name = parts[-1].removeprefix("test_")
        folder = ROOT.joinpath(*parts[:-1])
        if not (
            (folder / f"{name}.py").exists()
            or (folder / name).is_dir()
            or (folder.parent / f"{folder.name}.py").exists()
        ):
            orphans.append("/".join(parts))
    assert orphans == []
