"""Pure rules of contracts: terms and notice days, where a contract stands, the Data Act, overlap and shares of a price.

A day and the thresholds are handed in. What nobody recorded stays unknown.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from swc.landscape.contracts.kinds import ContractStatus, NoticeVerdict
from swc.landscape.kinds import LegalForm, Renewal

_DAY: Final = timedelta(days=1)
_CENT: Final = Decimal("0.01")
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice term: a number of days, or of calendar months; with neither it is unknown, no term at all is 0 days."""

    days: int | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class NoticeNorm:
    """The longest notice term that the Data Act allows, in months, for contracts made or renewed since a day."""

    months: int
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a contract says of its time, with the meanings of `swc.landscape.models.Contract`; `None` is unknown."""

    legal_form: LegalForm = LegalForm.UNKNOWN
    signed_on: date | None = None
    start_date: date | None = None
    end_date: date | None = None
    ended_on: date | None = None
    notice_days: int | None = None
    notice_months: int | None = None
    renewal: Renewal = Renewal.UNKNOWN
    renewal_months: int | None = None
    data_processing_service: bool | None = None


def plus_months(day: date, months: int) -> date:
    """Return the day a number of calendar months later (or earlier); a day that month lacks becomes its last day.

    What would fall outside the calendar becomes its first or last day.
    """
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < date.min.year else date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_notice_day(end: date, notice: Notice) -> date | None:
    """Return the last day on which notice can be given so that a term stops at its end; unknown without a notice term.

    Months are calendar months back from the last day of the term, which never is too late: 31 March less one month is
    28 or 29 February.
    """
    if notice.months is not None:
        return plus_months(end, -notice.months)
    if notice.days is None:
        return None
    return end - timedelta(days=min(notice.days, (end - date.min).days))


def renewed_end(end: date, months: int, on: date) -> date:
    """Return the last day of the term that runs on a day, when terms of some months follow the first without a gap.

    Terms are counted from the day after the first end, so that one that ends on the last day of a month keeps to it
    and a clipped month leaves no trace in later ones. Raises `ValueError` for a term without length.
    """
    if months < 1:
        raise ValueError("a term lasts a month at least")
    if end >= on or end == date.max:
        return end
    first = end + _DAY
    terms = max(((on.year - first.year) * _YEAR + on.month - first.month) // months, 1)
    found = plus_months(first, terms * months)
    while found <= on and found != date.max:
        terms += 1
        found = plus_months(first, terms * months)
    return found - _DAY if found != date.max else found


def notice_of(contract: Terms) -> Notice:
    """Return the notice term of a contract."""
    return Notice(contract.notice_days, contract.notice_months)


def term_end(contract: Terms, on: date) -> date | None:
    """Return the last day of the term that runs on a day; nothing for one without a last day or of which it is unknown.

    The day on which it was ended goes first. An open-ended contract has a last day only while its minimum term runs.
    """
    if contract.ended_on is not None:
        return contract.ended_on
    end = contract.end_date
    if end is None or end >= on:
        return end
    if contract.renewal is Renewal.AUTOMATIC:
        return renewed_end(end, contract.renewal_months, on) if contract.renewal_months else None
    if contract.renewal is Renewal.OPEN_ENDED:
        return None
    return end


def notice_day(contract: Terms, on: date) -> date | None:
    """Return the last day to give notice for the term that runs on a day.

    There is none where nothing has to be done (it ends by itself, or was ended), where nothing is left to be done (it
    ended) and where the dates or the notice term are unknown. For an option it is the last day to take it.
    """
    end = term_end(contract, on)
    if end is None or end < on or contract.ended_on is not None or contract.renewal is Renewal.ENDS:
        return None
    return last_notice_day(end, notice_of(contract))


def status(contract: Terms, on: date, *, warning_days: int) -> ContractStatus:
    """Say where a contract stands on a day; the notice window opens some days before the last notice day."""
    begun = _begun(contract, on)
    if contract.ended_on is not None:
        return ContractStatus.ENDED if contract.ended_on < on else begun
    if begun is ContractStatus.FUTURE:
        return begun
    end = term_end(contract, on)
    if end is None:
        return _without_end(contract)
    if end < on:
        return ContractStatus.UNKNOWN if contract.renewal is Renewal.UNKNOWN else ContractStatus.ENDED
    return _in_term(notice_day(contract, on), on, warning_days)


def _in_term(last: date | None, on: date, warning_days: int) -> ContractStatus:
    if last is None:
        return ContractStatus.RUNNING
    if last < on:
        return ContractStatus.NOTICE_PASSED
    return ContractStatus.NOTICE_WINDOW if (last - on).days <= warning_days else ContractStatus.RUNNING


def _begun(contract: Terms, on: date) -> ContractStatus:
    late = contract.start_date is not None and contract.start_date > on
    return ContractStatus.FUTURE if late else ContractStatus.RUNNING


def _without_end(contract: Terms) -> ContractStatus:
    """Say where a contract stands of which no last day is known: only one that has none by its nature surely runs."""
    endless = contract.renewal is Renewal.OPEN_ENDED or (
        contract.legal_form is LegalForm.FREE_WITHOUT_CONTRACT and contract.end_date is None
    )
    return ContractStatus.RUNNING if endless else ContractStatus.UNKNOWN


def made_on(contract: Terms, on: date) -> date | None:
    """Return the day on which a contract was signed or last renewed, also by itself; unknown without dates."""
    end, months = contract.end_date, contract.renewal_months
    if contract.ended_on is None and end is not None and end < on and contract.renewal is Renewal.AUTOMATIC:
        renewed = min(renewed_end(end, months, on), date.max - _DAY) if months else None
        return plus_months(renewed + _DAY, -months) if renewed and months else None
    return contract.signed_on or contract.start_date


def notice_conflict(contract: Terms, on: date, norm: NoticeNorm) -> NoticeVerdict:
    """Say whether a notice term keeps to art. 25 of the Data Act (Reg. (EU) 2023/2854).

    The limit holds for data processing services alone, in contracts that were made or renewed since a day. A term in
    days is longer than one in months when it asks for an earlier day at the end of the term at hand; without an end
    it is unknown where that differs from month to month.
    """
    if contract.data_processing_service is False:
        return NoticeVerdict.NOT_APPLICABLE
    made = made_on(contract, on)
    if made is not None and made < norm.since:
        return NoticeVerdict.NOT_APPLICABLE
    too_long = _longer(notice_of(contract), term_end(contract, on), norm.months)
    if too_long is False:
        return NoticeVerdict.WITHIN
    if too_long is None or made is None or contract.data_processing_service is None:
        return NoticeVerdict.UNKNOWN
    return NoticeVerdict.CONFLICT


_SHORTEST_MONTH: Final = 28
_LONGEST_MONTH: Final = 31


def _longer(notice: Notice, end: date | None, months: int) -> bool | None:
    """Say whether a notice term is longer than some months; unknown when nothing or too little is known."""
    if notice.months is not None:
        return notice.months > months
    if notice.days is None:
        return None
    if notice.days <= months * _SHORTEST_MONTH:
        return False
    if notice.days > months * _LONGEST_MONTH:
        return True
    if end is None:
        return None
    return end - timedelta(days=notice.days) < plus_months(end, -months)


def yearly_cost(contract: Terms, price: Decimal | None) -> Decimal | None:
    """Return what a contract costs a year: its price, nothing where it is free, unknown otherwise."""
    if price is None and contract.legal_form is LegalForm.FREE_WITHOUT_CONTRACT:
        return Decimal(0)
    return price


def overlapping(one: Terms, other: Terms, on: date) -> bool | None:
    """Say whether two contracts hold on a same day, today or later; `None` where unknown dates leave it open."""
    ends = term_end(one, on), term_end(other, on)
    if any(end is not None and end < on for end in ends):
        return False
    apart = _before(ends[0], other.start_date) or _before(ends[1], one.start_date)
    if apart:
        return False
    known = all(_knows_end(each, end) for each, end in zip((one, other), ends, strict=True))
    return True if known else None


def _before(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and end < start


def _knows_end(contract: Terms, end: date | None) -> bool:
    return end is not None or _without_end(contract) is ContractStatus.RUNNING


def shares(amount: Decimal, count: int) -> tuple[Decimal, ...]:
    """Return an amount shared out evenly in cents: the parts add up to the amount, the first ones hold what is left."""
    if count < 1:
        return ()
    total = int((amount / _CENT).to_integral_value())
    each, left = divmod(total, count)
    return tuple((Decimal(each + (place < left)) * _CENT) for place in range(count))
