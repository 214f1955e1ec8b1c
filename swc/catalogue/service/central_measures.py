"""The measures of a new version of a central DPIA: copied forward, changed, dropped or new, each under its code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from swc.catalogue.inputs import CentralMeasureInput
from swc.catalogue.models import CentralDpiaMeasure
from swc.catalogue.service.fields import plain
from swc.errors import InvalidInputError, Problem

_OURS = re.compile(r"M(\d+)")


def write_measures(
    session: Session, key: str, number: int, given: Sequence[CentralMeasureInput] | None
) -> list[dict[str, object]]:
    """Write the measures of a version and return them as an event keeps them.

    Nothing given copies those of the version before. A measure without a code gets one that no version ever had, so
    that a code means one measure for good. Raises `InvalidInputError` for a code that is given twice.
    """
    standing = session.exec(
        select(CentralDpiaMeasure)
        .where(CentralDpiaMeasure.central_key == key)
        .order_by(col(CentralDpiaMeasure.number), col(CentralDpiaMeasure.position), CentralDpiaMeasure.code)
    ).all()
    if given is None:
        wanted = [_copied(one) for one in standing if one.number == number - 1]
    else:
        _demand_each_once(given)
        wanted = _coded(given, {one.code for one in standing})
    rows = [
        CentralDpiaMeasure(central_key=key, number=number, position=place, **one.model_dump())
        for place, one in enumerate(wanted, start=1)
    ]
    session.add_all(rows)
    session.flush()
    return [{name: plain(value) for name, value in one.model_dump().items()} for one in wanted]


def _copied(row: CentralDpiaMeasure) -> CentralMeasureInput:
    return CentralMeasureInput(code=row.code, addressee=row.addressee, text=row.text, due=row.due)


def _demand_each_once(given: Sequence[CentralMeasureInput]) -> None:
    counts = Counter(one.code for one in given if one.code)
    problems = tuple(
        Problem(f"measures.{place}.code", "Code %(code)s staat er meer dan eens.", params={"code": one.code})
        for place, one in enumerate(given)
        if counts[one.code] > 1
    )
    if problems:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=problems)


def _coded(given: Iterable[CentralMeasureInput], known: set[str]) -> list[CentralMeasureInput]:
    """Return the measures, each with a code; new ones are counted on from the highest that was ever given."""
    wanted = list(given)
    taken = known | {one.code for one in wanted}
    last = max((int(match[1]) for code in taken if (match := _OURS.fullmatch(code))), default=0)
    for place, one in enumerate(wanted):
        if not one.code:
            last += 1
            wanted[place] = one.model_copy(update={"code": f"M{last}"})
    return wanted
