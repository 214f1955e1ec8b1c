"""The worked queries that come with the product: a file each, its first lines say what it answers and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Example:
    """A worked query: what it answers in both languages, its scope (`public` or `board`) and its text."""

    name: str
    scope: str
    title_nl: str
    title_en: str
    explanation_nl: str
    explanation_en: str
    text: str


@cache
def examples() -> tuple[Example, ...]:
    """Return the worked queries in reading order."""
    folder = files("api") / "sparql" / "examples"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return tuple(_read(entry.name, entry.read_text("utf-8")) for entry in sorted(found, key=lambda one: one.name))


def example(name: str) -> Example | None:
    """Return one worked query by name."""
    return next((one for one in examples() if one.name == name), None)


def _read(file_name: str, text: str) -> Example:
    head: dict[str, str] = {}
    lines = text.splitlines()
    while lines and lines[0].startswith("#"):
        key, _, value = lines.pop(0).lstrip("# ").partition(":")
        head[key.strip()] = value.strip()
    return Example(
        name=file_name.removesuffix(".rq")[3:],
        scope=head["scope"],
        title_nl=head["titel"],
        title_en=head["title"],
        explanation_nl=head["uitleg"],
        explanation_en=head["explanation"],
        text="\n".join(lines).strip() + "\n",
    )
