"""What is new in a central DPIA, in words; and what taking over a version does to measures that are there already."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from swc.catalogue.kinds import Addressee, CentralOutcome
from swc.catalogue.schemas import CentralMeasure, CentralVersion
from swc.dpia.inherit import SAME, Held, news, plan

NAMES_OFF = CentralMeasure(code="M1", addressee=Addressee.BOARD, text="Zet namen uit.", due=date(2026, 6, 1))
LOGS = CentralMeasure(code="M2", addressee=Addressee.VENDOR, text="Bewaar logs korter")


def version(
    number: int, *measures: CentralMeasure, outcome: CentralOutcome = CentralOutcome.CONDITIONAL
) -> CentralVersion:
    """Return a version."""
    return CentralVersion(number=number, outcome=outcome, measures=measures)


def test_news_names_outcome_and_measures_and_ends_each_sentence() -> None:
    told = news(version(1, NAMES_OFF), version(2, LOGS, outcome=CentralOutcome.NEGATIVE))
    assert told == (
        "De uitkomst is nu ‘Ongunstig’; die was ‘Gunstig onder voorwaarden’. "
        "Vervallen maatregel voor besturen (M1): Zet namen uit. "
        "Nieuwe maatregel voor de leverancier (M2): Bewaar logs korter."
    )


def test_news_of_an_equal_version_says_so() -> None:
    assert news(version(1, NAMES_OFF), version(2, NAMES_OFF)) == SAME


def test_news_of_a_first_version_tells_outcome_and_how_much_it_asks() -> None:
    told = news(None, version(1, NAMES_OFF, LOGS))
    assert told == "De uitkomst is ‘Gunstig onder voorwaarden’; maatregelen voor besturen: 1."


def test_a_long_measure_is_shortened_in_news() -> None:
    long = NAMES_OFF.model_copy(update={"text": "woord " * 900})
    told = news(version(1), version(2, long))
    assert len(told) <= 300
    assert told.endswith("…")


def test_only_measures_for_boards_are_taken_over() -> None:
    assert plan({}, (NAMES_OFF, LOGS)).added == (NAMES_OFF,)


def test_a_measure_that_goes_to_the_vendor_is_dropped_for_the_board() -> None:
    moved = NAMES_OFF.model_copy(update={"addressee": Addressee.VENDOR})
    assert plan({"M1": Held(1, NAMES_OFF.text, None)}, (moved,)).dropped == ("M1",)


def test_another_day_alone_asks_no_new_work() -> None:
    found = plan({"M1": Held(1, NAMES_OFF.text, date(2025, 1, 1))}, (NAMES_OFF,))
    assert (found.kept, found.changed, found.asks_work) == ((NAMES_OFF,), (), False)


_TEXTS = st.sampled_from(["a", "b"])
_CODES = st.sampled_from(["M1", "M2", "M3", "M4"])
_HELD = st.dictionaries(_CODES, st.builds(Held, number=st.just(1), text=_TEXTS, due=st.none()))
_ASKED = st.dictionaries(_CODES, st.tuples(st.sampled_from(Addressee), _TEXTS)).map(
    lambda found: [CentralMeasure(code=code, addressee=who, text=text) for code, (who, text) in found.items()]
)


@given(_HELD, _ASKED)
def test_every_measure_held_or_asked_of_boards_has_exactly_one_fate(
    held: dict[str, Held], asked: list[CentralMeasure]
) -> None:
    found = plan(held, asked)
    fates = [one.code for one in (*found.added, *found.changed, *found.kept)] + list(found.dropped)
    assert sorted(fates) == sorted({*held, *(one.code for one in asked if one.addressee is Addressee.BOARD)})
    assert {one.code for one in found.added}.isdisjoint(held)
