"""Every sentence that a person may read, found in templates and in code."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from jinja2.ext import babel_extract

from tests.shared_data import ROOT

_KEYWORDS = {"message", "remedy", "notice"}


def in_templates() -> Iterator[tuple[str, str]]:
    """Yield (place, sentence) for each message id in the templates."""
    for path in sorted((ROOT / "api" / "templates").rglob("*.html")):
        with path.open("rb") as handle:
            for line, _name, message, _comments in babel_extract(
                handle, ("_", "gettext", "ngettext"), (), {"trim_blocks": "true", "lstrip_blocks": "true"}
            ):
                first = message if isinstance(message, str) else (message or ("",))[0]
                if first:
                    yield f"{path.relative_to(ROOT)}:{line}", first


def in_code() -> Iterator[tuple[str, str]]:
    """Yield (place, sentence) for each refusal, problem, notice and translated sentence in the code."""
    for top in ("fora", "swc", "api", "vocab"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if path.parts[-2] == "cli":
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call):
                    for text in _sentences(node):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", text


def _sentences(call: ast.Call) -> Iterator[str]:
    name = _name(call.func)
    wanted: list[ast.expr] = []
    if name.endswith("Error") and name[0].isupper() and name not in ("ValueError", "TypeError"):
        wanted += call.args[:1]
    elif name == "Problem":
        wanted += call.args[1:3]
    elif name in ("translate", "Fault"):
        wanted += call.args[:1]
    wanted += [one.value for one in call.keywords if one.arg in _KEYWORDS]
    for one in wanted:
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value not in ("%(reason)s", ""):
            yield one.value


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
