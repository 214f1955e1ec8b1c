"""What a new version of a central DPIA changes against the one before: outcome and measures, in sentences; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from swc.catalogue.kinds import Addressee, CentralChangeKind, CentralOutcome
from swc.catalogue.schemas import CentralChange, CentralMeasure

OUTCOME_NAMES: dict[CentralOutcome, str] = {
    CentralOutcome.POSITIVE: "Gunstig",
    CentralOutcome.CONDITIONAL: "Gunstig onder voorwaarden",
    CentralOutcome.NEGATIVE: "Ongunstig",
    CentralOutcome.NOT_PUBLIC: "Niet openbaar",
    CentralOutcome.UNKNOWN: "Onbekend",
}
"""The labels of scheme `central-outcomes`, for sentences that are kept."""

CHANGE_SENTENCES: dict[tuple[CentralChangeKind, Addressee | None], str] = {
    (CentralChangeKind.OUTCOME, None): "De uitkomst is nu ‘%(after)s’; die was ‘%(before)s’.",
    (CentralChangeKind.MEASURE_ADDED, Addressee.BOARD): "Nieuwe maatregel voor besturen (%(code)s): %(after)s",
    (CentralChangeKind.MEASURE_ADDED, Addressee.VENDOR): "Nieuwe maatregel voor de leverancier (%(code)s): %(after)s",
    (CentralChangeKind.MEASURE_CHANGED, Addressee.BOARD): "Gewijzigde maatregel voor besturen (%(code)s): %(after)s",
    (CentralChangeKind.MEASURE_CHANGED, Addressee.VENDOR): (
        "Gewijzigde maatregel voor de leverancier (%(code)s): %(after)s"
    ),
    (CentralChangeKind.MEASURE_DROPPED, Addressee.BOARD): "Vervallen maatregel voor besturen (%(code)s): %(before)s",
    (CentralChangeKind.MEASURE_DROPPED, Addressee.VENDOR): (
        "Vervallen maatregel voor de leverancier (%(code)s): %(before)s"
    ),
    (CentralChangeKind.DUE_MOVED, Addressee.BOARD): (
        "Andere datum voor een maatregel voor besturen (%(code)s): %(after)s; die was %(before)s."
    ),
    (CentralChangeKind.DUE_MOVED, Addressee.VENDOR): (
        "Andere datum voor een maatregel voor de leverancier (%(code)s): %(after)s; die was %(before)s."
    ),
}
"""The sentence of each kind of change, by who the measure is for."""

NO_DAY = "geen"
"""What stands for no day in such a sentence."""


class Stated(Protocol):
    """What two versions are compared on."""

    @property
    def outcome(self) -> CentralOutcome:
        """The outcome."""

    @property
    def measures(self) -> Sequence[CentralMeasure]:
        """The measures, for boards and for the vendor."""


def what_changed(previous: Stated | None, following: Stated) -> tuple[CentralChange, ...]:
    """Return what the following version changes: the outcome first, then the measures in their order.

    A measure is known by its code; one that goes to somebody else is dropped for the one and new for the other. A
    first version changes nothing.
    """
    return () if previous is None else tuple(_changes(previous, following))


def _changes(previous: Stated, following: Stated) -> Iterator[CentralChange]:
    if previous.outcome is not following.outcome:
        was, now = previous.outcome, following.outcome
        sentence = CHANGE_SENTENCES[CentralChangeKind.OUTCOME, None]
        text = sentence % {"before": OUTCOME_NAMES[was], "after": OUTCOME_NAMES[now]}
        yield CentralChange(kind=CentralChangeKind.OUTCOME, before=was.value, after=now.value, text=text)
    had, has = _by_code(previous.measures), _by_code(following.measures)
    for key in [*had, *(key for key in has if key not in had)]:
        yield from _of_measure(had.get(key), has.get(key))


def _by_code(measures: Sequence[CentralMeasure]) -> dict[tuple[str, Addressee], CentralMeasure]:
    return {(one.code, one.addressee): one for one in measures}


def _of_measure(was: CentralMeasure | None, now: CentralMeasure | None) -> Iterator[CentralChange]:
    """Yield what became of one measure."""
    if was is None and now is not None:
        yield _told(CentralChangeKind.MEASURE_ADDED, now, after=now.text)
    elif was is not None and now is None:
        yield _told(CentralChangeKind.MEASURE_DROPPED, was, before=was.text)
    elif was is not None and now is not None:
        if was.text != now.text:
            yield _told(CentralChangeKind.MEASURE_CHANGED, now, before=was.text, after=now.text)
        if was.due != now.due:
            yield _told(CentralChangeKind.DUE_MOVED, now, before=_day(was), after=_day(now))


def _day(measure: CentralMeasure) -> str:
    return measure.due.isoformat() if measure.due else ""


def _told(kind: CentralChangeKind, measure: CentralMeasure, *, before: str = "", after: str = "") -> CentralChange:
    """Return a change with its sentence."""
    values = {"code": measure.code, "before": before or NO_DAY, "after": after or NO_DAY}
    return CentralChange(
        kind=kind,
        code=measure.code,
        addressee=measure.addressee,
        before=before,
        after=after,
        text=CHANGE_SENTENCES[kind, measure.addressee] % values,
    )
