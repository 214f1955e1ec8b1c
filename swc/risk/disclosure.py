"""What of a flag may be seen by whom: rule, severity and remedy always, facts from a DPIA only by who may read those.

A purchaser works with flags on products and contracts; the status of a DPIA and what is public of the central one are
for that role too, what the board wrote in its own is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.risk.kinds import EvidenceForm
from swc.risk.schemas import BoardOverview, Evidence, FlagSummary, RecentChange

Flag = TypeVar("Flag", bound=FlagSummary)

THEME = "dpia"
"""The theme of rules that look into the assessments of a board."""

HIDDEN = Evidence(label="Uit de DPIA van het bestuur", value="niet te zien met uw rol", form=EvidenceForm.WORD)
"""What stands in the place of the facts that are left out, so that nobody takes the rest for all."""

_SCHEMES = frozenset({"dpia-states", "usage-status"})
_LABELS = frozenset({"Verwerkt persoonsgegevens"})
_HOLDERS = frozenset({"central-dpia", "product", "vendor"})
_SOURCE = "productcatalogus"
_SCREENING = "screening"


def flag_for(act: Act, flag: Flag) -> Flag:
    """Return a flag as far as the actor may see it."""
    if act.actor.may(Right.READ_DPIA, flag.board_number):
        return flag
    kept = tuple(one for one in flag.evidence if _public(one, flag.theme))
    return flag if kept == flag.evidence else flag.model_copy(update={"evidence": (*kept, HIDDEN)})


def flags_for(act: Act, flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return flags as far as the actor may see them."""
    return tuple(flag_for(act, flag) for flag in flags)


def overview_for(act: Act, overview: BoardOverview) -> BoardOverview:
    """Return an overview as far as the actor may see it: that an assessment changed, not why."""
    if act.actor.may(Right.READ_DPIA, overview.board_number):
        return overview
    changes = tuple(one.model_copy(update={"reason": ""}) if _of_dpia(one) else one for one in overview.changes)
    return overview.model_copy(update={"changes": changes})


def _public(fact: Evidence, theme: str) -> bool:
    """Say whether a fact is no more than status, catalogue or norm; of other themes only the screening is hidden."""
    if theme != THEME:
        return fact.source != _SCREENING
    is_norm = fact.form is EvidenceForm.NUMBER and bool(fact.scheme)
    return (
        fact.scheme in _SCHEMES
        or fact.label in _LABELS
        or fact.target_kind in _HOLDERS
        or fact.source == _SOURCE
        or is_norm
    )


def _of_dpia(change: RecentChange) -> bool:
    return change.subject_kind == SubjectKind.ASSESSMENT.value or change.kind == "use.criterion_answered"
