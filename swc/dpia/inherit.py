"""What a board takes over from a central DPIA: which measures are new, changed, kept or dropped; and the news; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from swc.catalogue.central_changes import OUTCOME_NAMES, what_changed
from swc.catalogue.kinds import Addressee
from swc.catalogue.schemas import CentralMeasure, CentralVersion

_LONGEST = 300
"""How long a sentence on one change is in a reason; the page of the version holds the whole text."""

SAME = "Uitkomst en maatregelen bleven gelijk."


def news(previous: CentralVersion | None, newest: CentralVersion) -> str:
    """Return in Dutch what a newer version of a central DPIA means against the one that was known.

    Without one that was known, it says what the newest found and how much it asks of boards.
    """
    if previous is None:
        asked = len(newest.measures_for(Addressee.BOARD))
        outcome = OUTCOME_NAMES[newest.outcome]
        return f"De uitkomst is ‘{outcome}’; maatregelen voor besturen: {asked}."
    told = [shorten(one.text, _LONGEST, placeholder=" …") for one in what_changed(previous, newest)]
    return " ".join(_closed(one) for one in told) or SAME


def _closed(sentence: str) -> str:
    """Return a sentence with a mark at its end."""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


@dataclass(frozen=True, slots=True)
class Held:
    """A measure that the board took over before: the version it came from, and what that version asked."""

    number: int
    text: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What citing a version does to the inherited measures of an assessment, by code.

    `changed` are asked otherwise than when they were taken over and are to be done again; `kept` are asked as they
    were, with at most another day; `dropped` are no longer asked, and stay with the version that last asked them.
    """

    added: tuple[CentralMeasure, ...] = ()
    changed: tuple[CentralMeasure, ...] = ()
    kept: tuple[CentralMeasure, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def asks_work(self) -> bool:
        """Say whether there is more to do than before."""
        return bool(self.added or self.changed)


def plan(held: Mapping[str, Held], asked: Iterable[CentralMeasure]) -> Plan:
    """Return what has to happen so that an assessment holds each board measure of the cited version once."""
    wanted = {one.code: one for one in asked if one.addressee is Addressee.BOARD}
    known = [one for one in wanted.values() if one.code in held]
    return Plan(
        added=tuple(one for one in wanted.values() if one.code not in held),
        changed=tuple(one for one in known if one.text != held[one.code].text),
        kept=tuple(one for one in known if one.text == held[one.code].text),
        dropped=tuple(code for code in held if code not in wanted),
    )
