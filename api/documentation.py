"""Pages of the documentation that are made from the code; a test fails when they drift.

`python -m api.documentation` writes them anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from api.settings import Settings


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


GENERATED: dict[str, Callable[[], str]] = {"docs/configuration.md": configuration}
"""Path in the repository → the function that writes it."""


def main() -> None:
    """Write every generated page, from the root of a checkout."""
    for path, page in GENERATED.items():
        Path(path).write_text(page())


if __name__ == "__main__":
    main()
