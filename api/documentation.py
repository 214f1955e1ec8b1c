"""Pages of the documentation that are made from the code; a test fails when they drift.

`python -m api.documentation` writes them anew.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from string import Template

from api.settings import Settings
from api.sparql.answers import MAX_BYTES
from api.sparql.protocol import MAX_LENGTH
from swc.risk.documentation import risk_rules
from vocab.questions import questions


def configuration() -> str:
    """Return `docs/configuration.md`: every setting with its default and meaning."""
    lines = [
        "# Instellingen",
        "",
        "Elke instelling is een omgevingsvariabele. Deze pagina is gemaakt uit `api/settings.py`.",
        "",
        "| variabele | standaard | betekenis |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = str(field.default).replace(str(Path.home()), "~")
        shown = f"`{default}`" if default else "(leeg)"
        lines.append(f"| `SWC_{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(lines) + "\n"


def _manual() -> str:
    """Return how to ask and within which limits, with the limits filled in."""
    text = Template((files("api") / "sparql" / "manual.md").read_text("utf-8"))
    fields = Settings.model_fields
    return text.substitute(
        seconds=f"{fields['sparql_seconds'].default:g}",
        rows=fields["sparql_rows"].default,
        minute=f"{fields['sparql_seconds_per_minute'].default:g}",
        memory=fields["sparql_memory_mb"].default,
        workers=fields["sparql_workers"].default,
        length=MAX_LENGTH,
        megabytes=MAX_BYTES // 1024**2,
    )


_SCOPES = {"public": "openbaar", "board": "eigen bestuur", "sector": "sector"}


def sparql() -> str:
    """Return `docs/sparql.md`: how to ask, and the worked queries."""
    lines = [_manual().rstrip("\n"), ""]
    for number, one in enumerate(questions(), 1):
        where = ", ".join(_SCOPES[scope] for scope in one.scopes)
        lines += [f"### {number}. {one.label_nl}", "", f"{one.comment_nl} ({where}; `{one.name}`)", ""]
        for each in one.parameters:
            default = f", standaard `{each.default}`" if each.default else ""
            lines += [f"- `${each.name}`: {each.label_nl} ({each.kind}{f' {each.of}' if each.of else ''}{default})"]
        lines += [*([""] if one.parameters else []), "```sparql", one.text.rstrip(), "```", ""]
    return "\n".join(lines)


GENERATED: dict[str, Callable[[], str]] = {
    "docs/configuration.md": configuration,
    "docs/risk-rules.md": risk_rules,
    "docs/sparql.md": sparql,
}
"""Path in the repository → the function that writes it."""


def main() -> None:
    """Write every generated page, from the root of a checkout."""
    for path, page in GENERATED.items():
        Path(path).write_text(page())


if __name__ == "__main__":
    main()
