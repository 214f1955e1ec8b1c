"""Words of every other field; nothing is read as safe because it was not understood."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.landscape.imports import values
from swc.landscape.imports.kinds import Cell, Level
from swc.landscape.imports.reading import labels_of
from swc.landscape.kinds import AgreementPresence, Criticality, UsageStatus

HOSTING = labels_of("hosting-forms")
MODELS = {"4 0": "4.0", "model 4 0": "4.0", "3 0": "3.0"}
CATEGORIES = labels_of("data-categories")
A = AgreementPresence
CELLS = st.one_of(st.none(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=80))


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("In gebruik", UsageStatus.IN_PRODUCTION),
        ("actief", UsageStatus.IN_PRODUCTION),
        ("in produktie", UsageStatus.IN_PRODUCTION),
        ("x", UsageStatus.IN_PRODUCTION),
        ("Uit te faseren", UsageStatus.PHASING_OUT),
        ("wordt uitgefaseerd", UsageStatus.PHASING_OUT),
        ("Niet meer in gebruik", UsageStatus.PHASED_OUT),
        ("beëindigd", UsageStatus.PHASED_OUT),
        ("Gepland", UsageStatus.PLANNED),
        ("aanbesteding", UsageStatus.ACQUISITION),
    ],
)
def test_a_status_is_read_in_people_s_own_words(cell: str, status: UsageStatus) -> None:
    assert values.status(cell).value is status


def test_a_pilot_counts_as_in_use_with_a_remark() -> None:
    found = values.status("pilot")

    assert found.value is UsageStatus.IN_PRODUCTION
    assert found.problems[0].level is Level.WARNING


@pytest.mark.parametrize("cell", ["nee", "niet actief", "inactief", "niet in gebruik"])
def test_not_in_use_is_an_error_because_it_may_come_or_be_gone(cell: str) -> None:
    assert values.status(cell).problems[0].level is Level.ERROR


def test_a_status_that_nobody_knows_says_what_becomes_of_it_and_an_empty_one_says_nothing() -> None:
    assert values.status("").problems == ()
    for cell in ("weet niet", "onbekend"):
        found = values.status(cell)
        assert found.value is None
        assert "als in productie" in found.problems[0].message


def test_an_unknown_status_word_is_left_with_a_remark() -> None:
    assert values.status("oranje").value is None
    assert values.status("oranje").problems[0].level is Level.WARNING


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("Hoog", Criticality.HIGH),
        ("bedrijfskritisch", Criticality.CRITICAL),
        ("M", Criticality.MIDDLE),
        ("laag", Criticality.LOW),
    ],
)
def test_importance_is_read(cell: str, level: Criticality) -> None:
    assert values.criticality(cell).value is level


@pytest.mark.parametrize("cell", [3.0, "nee", "niet kritisch", "A"])
def test_unclear_importance_stays_unknown(cell: Cell) -> None:
    assert values.criticality(cell).value is None
    assert values.criticality(cell).problems


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("SaaS", "saas"),
        ("on-premise", "eigen-beheer"),
        ("Eigen server", "eigen-beheer"),
        ("lokaal geïnstalleerd", "lokaal"),
    ],
)
def test_hosting_is_read(cell: str, code: str) -> None:
    assert values.hosting(cell, HOSTING).value == code


@pytest.mark.parametrize("cell", ["cloud", "extern", "lokaal", "ergens", "geen saas"])
def test_unclear_hosting_stays_unknown_with_a_remark(cell: str) -> None:
    assert values.hosting(cell, HOSTING).value is None
    assert values.hosting(cell, HOSTING).problems[0].level is Level.WARNING


@pytest.mark.parametrize(
    ("cell", "presence", "signed"),
    [
        ("ja", A.PRESENT, None),
        (True, A.PRESENT, None),
        ("✓", A.PRESENT, None),
        ("nee", A.ABSENT, None),
        ("nog niet getekend", A.ABSENT, None),
        ("niet nodig", A.NOT_NEEDED, None),
        ("12-03-2021", A.PRESENT, date(2021, 3, 12)),
        ("ja, 12-03-2021", A.PRESENT, date(2021, 3, 12)),
        ("getekend 12/3/2021", A.PRESENT, date(2021, 3, 12)),
        ("2021-03-12", A.PRESENT, date(2021, 3, 12)),
        (44267.0, A.PRESENT, date(2021, 3, 12)),
    ],
)
def test_an_agreement_is_read(cell: Cell, presence: AgreementPresence, signed: date | None) -> None:
    found = values.agreement(cell).value

    assert found == values.AgreementCell(presence, signed)


@pytest.mark.parametrize(
    "cell",
    [
        "n.v.t.",
        "concept",
        "in behandeling",
        "nee, verloopt 12-03-2021",
        "aangevraagd op 12-03-2021",
        "2021",
        "misschien",
    ],
)
def test_an_unclear_agreement_is_never_read_as_present(cell: str) -> None:
    found = values.agreement(cell)

    assert found.value is None
    assert found.problems[0].level is Level.WARNING


@pytest.mark.parametrize("cell", ["4.0", "Model 4.0", "4", 4.0, "versie 4,0"])
def test_the_model_of_the_agreement_is_read(cell: Cell) -> None:
    assert values.agreement_model(cell, MODELS).value == "4.0"


@pytest.mark.parametrize("cell", ["7.3", "van leverancier", "eigen model"])
def test_another_model_stays_unknown(cell: str) -> None:
    assert values.agreement_model(cell, MODELS).value is None
    assert values.agreement_model(cell, MODELS).problems


def test_categories_are_read_by_code_and_what_is_not_one_is_told() -> None:
    found = values.data_categories("P01, P3; P99; iets", CATEGORIES)

    assert found.value == ("P01", "P03")
    assert found.problems[0].params["value"] == "iets, P99"


def test_yes_and_no_and_neither() -> None:
    assert values.yes_no("Ja").value is True
    assert values.yes_no("nee").value is False
    assert values.yes_no("?").value is None
    assert values.yes_no("soms").problems[0].level is Level.WARNING


@given(CELLS)
def test_no_cell_crashes_a_reader(cell: Cell) -> None:
    readers = (
        values.status(cell),
        values.criticality(cell),
        values.hosting(cell, HOSTING),
        values.agreement(cell),
        values.agreement_model(cell, MODELS),
        values.data_categories(cell, CATEGORIES),
        values.yes_no(cell),
    )

    assert all(one.message for read in readers for one in read.problems)


@given(CELLS)
def test_every_sentence_can_be_filled_in(cell: Cell) -> None:
    for read in (values.status(cell), values.hosting(cell, HOSTING), values.agreement(cell)):
        for one in read.problems:
            assert "%(" not in one.message % one.params
