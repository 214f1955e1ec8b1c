"""Writes docs/dpia-states.md from the transition table: `python -m swc.dpia.diagram > docs/dpia-states.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from swc.access.roles import Right, Role
from swc.access.rules import RIGHTS
from swc.dpia.kinds import SETTLED, DpiaState
from swc.dpia.names import EVENT_NAMES, INPUT_NAMES, STATE_NAMES
from swc.dpia.rules import TRANSITIONS, Transition

ROLE_NAMES: dict[Role, str] = {
    Role.READER: "lezer",
    Role.EDITOR: "bewerker",
    Role.PRIVACY_OFFICER: "privacy officer",
    Role.BOARD_ADMIN: "beheerder",
    Role.PURCHASER: "inkoper",
    Role.SECTOR_EDITOR: "sectorredacteur",
    Role.SECTOR_READER: "sectorlezer",
}


def document() -> str:
    """Return the whole page in Markdown; a test holds the committed one equal to it."""
    return "\n".join((*_head(), *_diagram(), *_states(), *_steps(), *_rules())) + "\n"


def _head() -> Iterator[str]:
    """Yield title and reading guide."""
    yield "# Standen van een DPIA"
    yield ""
    yield "Deze bladzijde is gemaakt uit de tabel `TRANSITIONS` in `swc/dpia/rules.py`; wijzig haar daar."
    yield "Knoppen, JSON (`allowedEvents`) en de controle in de dienst lezen dezelfde tabel."
    yield "Wat er niet in staat, kan niet."
    yield "Voor elke soort beoordeling (DPIA, DTIA, FRIA en pre-scan) gelden dezelfde standen,"
    yield "of zij nu over één applicatie gaat of over verwerkingen uit het register."
    yield ""


def _diagram() -> Iterator[str]:
    """Yield the states and steps as a Mermaid diagram."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in DpiaState:
        yield f"    {state.value} : {STATE_NAMES[state]}"
    yield f"    [*] --> {DpiaState.NOT_ASSESSED.value}"
    for (state, event), step in TRANSITIONS.items():
        label = EVENT_NAMES[event].replace(":", "")
        yield f"    {state.value} --> {step.to.value} : {label}"
    yield "```"
    yield ""


def _states() -> Iterator[str]:
    """Yield the states with their codes."""
    yield "## Standen"
    yield ""
    yield "| stand | code | beantwoordt de vraag |"
    yield "|---|---|---|"
    for state in DpiaState:
        settled = "ja, tot de herzieningsdatum" if state in SETTLED else "nee"
        yield f"| {STATE_NAMES[state]} | `{state.value}` | {settled} |"
    yield ""
    yield "*Verlopen* is geen stand: het volgt uit een herzieningsdatum die voorbij is."
    yield ""


def _steps() -> Iterator[str]:
    """Yield the steps with what they ask and who may take them."""
    yield "## Stappen"
    yield ""
    yield "| van | stap | code | naar | verplicht | mag | wie |"
    yield "|---|---|---|---|---|---|---|"
    for (state, event), step in TRANSITIONS.items():
        cells = (
            STATE_NAMES[state],
            EVENT_NAMES[event],
            f"`{event.value}`",
            STATE_NAMES[step.to],
            ", ".join(INPUT_NAMES[one] for one in step.inputs) or "–",
            ", ".join(INPUT_NAMES[one] for one in step.optional) or "–",
            _who(step),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _rules() -> Iterator[str]:
    """Yield what holds besides the table."""
    yield "## Wat verder geldt"
    yield ""
    yield "- Geen enkele datum ligt in de toekomst, behalve die van de herziening; die ligt na het besluit."
    yield "- Wie het advies van de FG vastlegde, neemt niet ook het besluit (art. 38 lid 6 AVG)."
    yield "- Zolang een geval van de AP-lijst geldt, kan ‘niet nodig’ niet worden vastgesteld (art. 35 lid 4 AVG)."
    yield "- Zonder eigen keuze is de herzieningsdatum het besluit plus de norm `dpia-review-years`: gebruik, geen wet."
    yield "- Een nieuwere centrale DPIA of een verzwaard gebruik begint vanzelf een herziening, met de reden erbij."
    yield "- Over verwerkingen wordt pas vastgesteld nadat de toets in deze ronde is bevestigd; bij ‘niet nodig’ mag"
    yield "  dan niets meer onbekend zijn. Bij één applicatie bevestigt de vaststelling zelf wat er staat."
    yield "- Veranderen de feiten na het bevestigen, dan moet de toets opnieuw worden bevestigd."
    yield "- Blijft er na maatregelen een (zeer) hoog risico, dan is goedkeuren pas mogelijk na antwoord van de AP"
    yield "  (art. 36 lid 1 AVG). Een risico dat niet is ingeschat houdt niets tegen, maar staat erbij."
    yield "- De AP antwoordt binnen acht weken, na verlenging veertien (normen `prior-consultation-weeks` en"
    yield "  `prior-consultation-extension-weeks`)."
    yield "- ‘Alle voorwaarden vervuld’ kan pas als geen maatregel voor het bestuur meer open staat."
    yield "- Elke stap blijft in de historie staan; een nieuwe toets begint met lege velden."


def _who(step: Transition) -> str:
    """Return the roles that may take a step."""
    needed: Right = step.right
    return ", ".join(ROLE_NAMES[role] for role in Role if needed in RIGHTS[role])


if __name__ == "__main__":
    sys.stdout.write(document())
