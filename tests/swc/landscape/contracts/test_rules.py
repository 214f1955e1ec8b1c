"""The rules of contracts: calendar months, terms after renewal, notice days, status, the Data Act and shares."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.landscape.contracts import rules
from swc.landscape.contracts.kinds import ContractStatus, NoticeVerdict
from swc.landscape.contracts.rules import Notice, NoticeNorm, Terms
from swc.landscape.kinds import LegalForm, Renewal

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))
NORM = NoticeNorm(months=2, since=date(2025, 9, 12))


def terms(**fields: Any) -> Terms:  # noqa: ANN401 - fields of any kind
    """Return what a contract says of its time."""
    return Terms(**fields)


@pytest.mark.parametrize(
    ("end", "notice", "last"),
    [
        (date(2026, 3, 31), Notice(months=1), date(2026, 2, 28)),
        (date(2028, 3, 31), Notice(months=1), date(2028, 2, 29)),
        (date(2026, 12, 31), Notice(months=3), date(2026, 9, 30)),
        (date(2026, 7, 31), Notice(days=90), date(2026, 5, 2)),
        (date(2026, 7, 31), Notice(days=0), date(2026, 7, 31)),
        (date(2026, 7, 31), Notice(), None),
    ],
)
def test_notice_has_to_be_given_on_the_last_day_of_the_term_less_the_notice_term(
    end: date, notice: Notice, last: date | None
) -> None:
    assert rules.last_notice_day(end, notice) == last


@given(DAYS, st.integers(0, 60))
def test_a_notice_term_in_months_is_never_later_than_that_many_months_back(end: date, months: int) -> None:
    found = rules.last_notice_day(end, Notice(months=months))
    assert found is not None
    assert (end.year * 12 + end.month) - (found.year * 12 + found.month) == months
    assert found.day == min(end.day, calendar.monthrange(found.year, found.month)[1])


@given(DAYS, st.integers(0, 3660))
def test_a_notice_term_in_days_counts_days(end: date, days: int) -> None:
    assert rules.last_notice_day(end, Notice(days=days)) == end - timedelta(days=days)


@given(DAYS, st.integers(-600, 600))
def test_months_there_and_back_lose_at_most_the_days_that_a_month_lacks(day: date, months: int) -> None:
    back = rules.plus_months(rules.plus_months(day, months), -months)
    assert back <= day
    assert day - back <= timedelta(days=3)


@given(DAYS, st.integers(1, 60), DAYS)
def test_the_running_term_holds_the_day_and_begins_after_the_term_before(end: date, months: int, on: date) -> None:
    found = rules.renewed_end(end, months, on)
    assert found >= on
    if found > end:
        assert rules.plus_months(found + timedelta(days=1), -months) <= on + timedelta(days=3)


@given(DAYS, st.integers(1, 60), st.integers(0, 40))
def test_terms_follow_each_other_by_whole_numbers_of_months(end: date, months: int, times: int) -> None:
    first = end + timedelta(days=1)
    last = rules.plus_months(first, months * times) - timedelta(days=1)
    assert rules.renewed_end(end, months, last) == last


def test_terms_that_end_with_a_month_keep_to_the_end_of_the_month() -> None:
    assert rules.renewed_end(date(2026, 6, 30), 1, date(2026, 7, 10)) == date(2026, 7, 31)
    assert rules.renewed_end(date(2027, 2, 28), 12, date(2028, 1, 1)) == date(2028, 2, 29)
    assert rules.renewed_end(date(2026, 12, 31), 12, date(2026, 12, 31)) == date(2026, 12, 31)


def test_a_term_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        rules.renewed_end(TODAY, 0, TODAY)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, ContractStatus.UNKNOWN),
        ({"start_date": date(2020, 1, 1)}, ContractStatus.UNKNOWN),
        ({"renewal": Renewal.OPEN_ENDED}, ContractStatus.RUNNING),
        ({"legal_form": LegalForm.FREE_WITHOUT_CONTRACT}, ContractStatus.RUNNING),
        ({"start_date": date(2027, 1, 1), "end_date": date(2027, 12, 31)}, ContractStatus.FUTURE),
        ({"end_date": date(2026, 7, 31), "renewal": Renewal.ENDS}, ContractStatus.ENDED),
        ({"end_date": date(2026, 7, 31), "renewal": Renewal.OPTION}, ContractStatus.ENDED),
        ({"end_date": date(2026, 7, 31)}, ContractStatus.UNKNOWN),
        ({"end_date": date(2026, 7, 31), "renewal": Renewal.AUTOMATIC}, ContractStatus.UNKNOWN),
        ({"end_date": date(2027, 7, 31), "notice_months": 3}, ContractStatus.RUNNING),
        ({"end_date": date(2027, 3, 31), "notice_months": 3}, ContractStatus.NOTICE_WINDOW),
        ({"end_date": date(2026, 12, 31), "notice_months": 3}, ContractStatus.NOTICE_PASSED),
        ({"end_date": date(2026, 12, 31)}, ContractStatus.RUNNING),
        ({"end_date": date(2026, 12, 31), "notice_months": 3, "renewal": Renewal.ENDS}, ContractStatus.RUNNING),
        (
            {"end_date": date(2025, 12, 31), "notice_months": 3, "renewal": Renewal.AUTOMATIC, "renewal_months": 12},
            ContractStatus.NOTICE_PASSED,
        ),
        ({"end_date": date(2030, 1, 1), "ended_on": date(2026, 11, 21)}, ContractStatus.ENDED),
        ({"end_date": date(2030, 1, 1), "ended_on": date(2026, 11, 22), "notice_days": 400}, ContractStatus.RUNNING),
        (
            {"end_date": date(2026, 7, 31), "renewal": Renewal.OPEN_ENDED, "notice_months": 1},
            ContractStatus.RUNNING,
        ),
    ],
)
def test_where_a_contract_stands_follows_from_its_dates(fields: dict[str, Any], status: ContractStatus) -> None:
    assert rules.status(terms(**fields), TODAY, warning_days=90) is status


@given(
    end=st.none() | DAYS,
    start=st.none() | DAYS,
    ended=st.none() | DAYS,
    months=st.none() | st.integers(1, 60),
    notice=st.none() | st.integers(0, 400),
    renewal=st.sampled_from(Renewal),
    on=DAYS,
)
def test_a_notice_day_is_told_only_while_a_term_runs(
    *,
    end: date | None,
    start: date | None,
    ended: date | None,
    months: int | None,
    notice: int | None,
    renewal: Renewal,
    on: date,
) -> None:
    contract = terms(
        end_date=end, start_date=start, ended_on=ended, renewal_months=months, notice_days=notice, renewal=renewal
    )
    found = rules.status(contract, on, warning_days=90)
    last = rules.notice_day(contract, on)
    running = rules.term_end(contract, on)
    if found in (ContractStatus.NOTICE_PASSED, ContractStatus.NOTICE_WINDOW):
        assert last is not None
    if last is not None:
        assert running is not None
        assert last <= running
        assert running >= on
    if found is ContractStatus.ENDED:
        assert running is not None
        assert running < on


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"data_processing_service": True, "signed_on": date(2026, 1, 1), "notice_months": 3}, NoticeVerdict.CONFLICT),
        ({"data_processing_service": True, "signed_on": date(2026, 1, 1), "notice_months": 2}, NoticeVerdict.WITHIN),
        ({"data_processing_service": True, "signed_on": date(2025, 9, 12), "notice_days": 63}, NoticeVerdict.CONFLICT),
        ({"data_processing_service": True, "signed_on": date(2025, 9, 12), "notice_days": 61}, NoticeVerdict.UNKNOWN),
        (
            {"data_processing_service": True, "signed_on": date(2026, 1, 1), "notice_days": 61}
            | {"end_date": date(2027, 12, 31)},
            NoticeVerdict.WITHIN,
        ),
        (
            {"data_processing_service": True, "signed_on": date(2026, 1, 1), "notice_days": 60}
            | {"end_date": date(2027, 3, 31)},
            NoticeVerdict.CONFLICT,
        ),
        (
            {"data_processing_service": True, "signed_on": date(2025, 9, 11), "notice_months": 6},
            NoticeVerdict.NOT_APPLICABLE,
        ),
        (
            {"data_processing_service": False, "signed_on": date(2026, 1, 1), "notice_months": 6},
            NoticeVerdict.NOT_APPLICABLE,
        ),
        ({"data_processing_service": True, "signed_on": date(2026, 1, 1)}, NoticeVerdict.UNKNOWN),
        ({"data_processing_service": True, "notice_months": 6}, NoticeVerdict.UNKNOWN),
        ({"signed_on": date(2026, 1, 1), "notice_months": 6}, NoticeVerdict.UNKNOWN),
        (
            {"data_processing_service": True, "signed_on": date(2020, 1, 1), "notice_months": 3}
            | {"end_date": date(2025, 12, 31), "renewal": Renewal.AUTOMATIC, "renewal_months": 12},
            NoticeVerdict.CONFLICT,
        ),
    ],
)
def test_the_data_act_allows_two_months_for_new_and_renewed_contracts(
    fields: dict[str, Any], verdict: NoticeVerdict
) -> None:
    assert rules.notice_conflict(terms(**fields), TODAY, NORM) is verdict


@given(months=st.integers(0, 24), end=DAYS)
def test_months_and_their_days_are_judged_alike_where_an_end_is_known(months: int, end: date) -> None:
    told = {"data_processing_service": True, "signed_on": date(2026, 1, 1), "end_date": end}
    days = (end - rules.plus_months(end, -months)).days
    on = end - timedelta(days=1)
    in_months = rules.notice_conflict(terms(**told, notice_months=months), on, NORM)
    assert rules.notice_conflict(terms(**told, notice_days=days), on, NORM) is in_months


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ({"end_date": date(2026, 12, 31)}, {"start_date": date(2027, 1, 1), "renewal": Renewal.OPEN_ENDED}, False),
        ({"end_date": date(2027, 1, 1)}, {"start_date": date(2027, 1, 1), "renewal": Renewal.OPEN_ENDED}, True),
        ({"end_date": date(2026, 1, 1), "renewal": Renewal.ENDS}, {"end_date": date(2027, 1, 1)}, False),
        ({"end_date": date(2027, 1, 1)}, {"end_date": date(2027, 2, 1)}, True),
        ({"end_date": date(2027, 1, 1)}, {}, None),
    ],
)
def test_contracts_overlap_when_both_hold_on_a_day_to_come(
    one: dict[str, Any], other: dict[str, Any], *, overlap: bool | None
) -> None:
    assert rules.overlapping(terms(**one), terms(**other), TODAY) is overlap
    assert rules.overlapping(terms(**other), terms(**one), TODAY) is overlap


@given(st.decimals(0, 10_000_000, places=2), st.integers(1, 60))
def test_shares_add_up_to_the_amount_and_differ_a_cent_at_most(amount: Decimal, count: int) -> None:
    found = rules.shares(amount, count)
    assert sum(found) == amount
    assert max(found) - min(found) <= Decimal("0.01")


def test_only_what_is_free_costs_nothing_without_a_price() -> None:
    assert rules.yearly_cost(terms(), None) is None
    assert rules.yearly_cost(terms(legal_form=LegalForm.FREE_WITHOUT_CONTRACT), None) == 0
    assert rules.yearly_cost(terms(), Decimal(12)) == 12


@pytest.mark.parametrize("on", [date(9999, 6, 1), date.max])
def test_a_renewing_contract_is_judged_on_any_day_of_the_calendar(on: date) -> None:
    contract = Terms(end_date=date(2027, 1, 31), renewal=Renewal.AUTOMATIC, renewal_months=12, notice_months=3)
    assert rules.notice_conflict(contract, on, NoticeNorm(2, date(2025, 9, 12))) is NoticeVerdict.UNKNOWN
