"""Pages of the documentation that are made from the code; a test fails when they drift.

`python -m api.documentation` writes them anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from api.settings import Settings
from api.sparql.gallery import examples
from swc.risk.documentation import risk_rules


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


def sparql() -> str:
    """Return `docs/sparql.md`: how to ask, and the worked queries."""
    lines = [
        "# SPARQL",
        "",
        "`/sparql` beantwoordt vragen over wat openbaar is; `/sparql/<bestuursnummer>` ook die over het eigen",
        "bestuur, met een sessie of met `Authorization: Bearer <API-sleutel met bereik sparql>`. GET, formulier-POST",
        "en directe POST volgens SPARQL 1.1 Protocol; antwoorden als JSON, XML, CSV, TSV, Turtle, N-Triples, JSON-LD",
        "of RDF/XML.",
        "",
        "De standaardgraaf bevat elk feit één keer; de grafen `/graph/vocabulary`, `/graph/fora/<uitgave>`,",
        "`/graph/catalogue` en `/graph/board/<nummer>` staan er op naam naast. Er is een tijdslimiet (504), een",
        "limiet op rijen en omvang (413), en `SERVICE` en updates worden geweigerd (400, 403). Deze pagina is gemaakt",
        "uit de uitgewerkte vragen die ook op `/sparql-vragen` staan.",
        "",
    ]
    for number, one in enumerate(examples(), 1):
        where = "eigen bestuur" if one.scope == "board" else "openbaar"
        lines += [f"## {number}. {one.title_nl}", "", f"{one.explanation_nl} ({where})", "", "```sparql"]
        lines += [one.text.rstrip(), "```", ""]
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
