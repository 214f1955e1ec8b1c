"""What people write of notice terms, renewals and how a contract came about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.landscape.contracts.imports import terms
from swc.landscape.imports.reading import labels_of
from swc.landscape.kinds import LegalForm, Renewal


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3 maanden", {"notice_months": 3}),
        ("drie maanden voor einde", {"notice_months": 3}),
        ("1 kwartaal", {"notice_months": 3}),
        ("een jaar", {"notice_months": 12}),
        ("90 dagen", {"notice_days": 90}),
        ("6 weken", {"notice_days": 42}),
        ("geen", {"notice_days": 0}),
        ("onbekend", None),
        ("n.v.t.", None),
    ],
)
def test_a_notice_term_is_read_in_days_or_months(written: str, read: dict[str, int] | None) -> None:
    found = terms.notice(written)
    assert (found.value, found.problems) == (read, ())


@pytest.mark.parametrize("written", ["3", "voor de zomer", "9999 maanden"])
def test_a_notice_term_without_a_clear_unit_stays_unknown_with_a_remark(written: str) -> None:
    found = terms.notice(written)
    assert found.value is None
    assert found.problems


@pytest.mark.parametrize(("written", "read"), [("12", 12), ("2 jaar", 24), ("nee", None), ("1 maand", 1)])
def test_a_renewal_is_read_in_months(written: str, read: int | None) -> None:
    assert terms.renewal_months(written).value == read


def test_labels_and_common_words_are_read_alike() -> None:
    forms, renewals = labels_of("contract-forms"), labels_of("contract-renewals")
    assert terms.legal_form("Eigen aanbesteding", forms).value is LegalForm.OWN_TENDER
    assert terms.legal_form("via SIVON", forms).value is LegalForm.JOINT
    assert terms.legal_form("Onbekend", forms).value is None
    assert terms.renewal("Stilzwijgende verlenging", renewals).value is Renewal.AUTOMATIC
    assert terms.renewal("ja", renewals).value is Renewal.AUTOMATIC
    told = terms.renewal("misschien", renewals)
    assert (told.value, len(told.problems)) == (None, 1)


@pytest.mark.parametrize(
    ("written", "read", "months"),
    [
        ("stilzwijgend 12 maanden", Renewal.AUTOMATIC, 12),
        ("Stilzwijgende verlenging, telkens met een jaar", Renewal.AUTOMATIC, 12),
        ("jaarlijks", Renewal.AUTOMATIC, 12),
        ("optie 2 jaar", Renewal.OPTION, 24),
        ("optie 2 x 1 jaar", None, None),
        ("stilzwijgend", Renewal.AUTOMATIC, None),
    ],
)
def test_what_happens_at_the_end_may_tell_for_how_long(written: str, read: Renewal | None, months: int | None) -> None:
    found = terms.renewal(written, labels_of("contract-renewals"))
    assert found.value is read
    assert bool(found.problems) is (read is None)
    assert read is None or terms.renewal_within(written) == months


@given(st.text(max_size=40))
def test_no_text_crashes_the_reader(text: str) -> None:
    found = terms.notice(text)
    assert found.value is None or len(found.value) == 1
