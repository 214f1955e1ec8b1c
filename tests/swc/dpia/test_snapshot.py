"""What changed since a step: nothing against itself, nothing that fell away, each addition under its trigger."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.catalogue.kinds import DataLevel
from swc.dpia.kinds import ReviewTrigger
from swc.dpia.snapshot import Snapshot, heaviest, what_changed

NAMES = st.dictionaries(st.sampled_from("abcde"), st.text(min_size=1, max_size=5), max_size=4)
LEVELS = st.sampled_from([one.value for one in DataLevel])


def base(**changes: Any) -> Snapshot:  # noqa: ANN401 - whatever a snapshot holds
    """Return a snapshot of one use."""
    values: Snapshot = {
        "products": {"leerspoor": "Leerspoor"},
        "level": "gewoon",
        "categories": ["P02"],
        "components": {},
        "criteria": ["WP7"],
        "purposes": {"education": "Onderwijs"},
        "processors": {"maker": "Maker"},
        "sub_processors": {},
        "owners": {"maker": {"group": "maker", "vendor": "Maker", "name": "Maker"}},
        "versions": {"u": {"use": "Leerspoor", "version": "4.1"}},
        "ai": {"leerspoor": {"product": "Leerspoor", "use": "none", "label": "geen"}},
        "centrals": {"leerspoor": {"key": "c", "number": 1, "title": "C", "dated": "2024", "cites": False}},
        "cites": False,
    }
    return {**values, **changes}


@given(
    products=NAMES,
    components=NAMES,
    purposes=NAMES,
    processors=NAMES,
    subs=NAMES,
    level=LEVELS,
    codes=st.lists(st.sampled_from(["P01", "P08", "P19"]), unique=True),
)
def test_nothing_changed_against_itself_and_what_falls_away_asks_nothing(
    products: dict[str, str],
    components: dict[str, str],
    purposes: dict[str, str],
    *,
    processors: dict[str, str],
    subs: dict[str, str],
    level: str,
    codes: list[str],
) -> None:
    now = base(
        products=products,
        components=components,
        purposes=purposes,
        processors=processors,
        sub_processors=subs,
        level=level,
        categories=codes,
    )
    assert what_changed(now, now) == ()
    less = {**now, **{name: {} for name in ("components", "purposes", "processors", "sub_processors")}}
    assert what_changed(now, {**less, "categories": [], "criteria": []}) == ()


@given(st.lists(LEVELS))
def test_the_heaviest_level_is_one_that_occurs(levels: list[str]) -> None:
    assert heaviest(levels) in (levels or ["unknown"])


@pytest.mark.parametrize(
    ("changes", "trigger"),
    [
        ({"level": "bijzonder"}, ReviewTrigger.NEW_DATA),
        ({"categories": ["P02", "P09"]}, ReviewTrigger.NEW_DATA),
        ({"purposes": {"education": "Onderwijs", "research": "Onderzoek"}}, ReviewTrigger.NEW_PURPOSE),
        ({"processors": {"maker": "Maker", "ander": "Ander"}}, ReviewTrigger.NEW_SUB_PROCESSOR),
        ({"sub_processors": {"leerspoor/Wolk": "Wolk"}}, ReviewTrigger.NEW_SUB_PROCESSOR),
        ({"owners": {"maker": {"group": "groep", "vendor": "Maker", "name": "Groep"}}}, ReviewTrigger.NEW_OWNER),
        ({"versions": {"u": {"use": "Leerspoor", "version": "5"}}}, ReviewTrigger.NEW_VERSION),
        ({"ai": {"leerspoor": {"product": "L", "use": "proctoring", "label": "p"}}}, ReviewTrigger.AI_FUNCTION),
        (
            {"centrals": {"leerspoor": {"key": "c", "number": 2, "title": "C", "dated": "", "cites": False}}},
            ReviewTrigger.NEWER_CENTRAL,
        ),
        ({"products": {"ander": "Ander"}}, ReviewTrigger.OTHER),
    ],
)
def test_each_addition_has_its_trigger_and_a_sentence(changes: dict[str, Any], trigger: ReviewTrigger) -> None:
    found = what_changed(base(), base(**changes))
    assert [one.trigger for one in found] == [trigger]
    assert found[0].sentence.endswith(".")


def test_a_central_dpia_of_several_products_is_named_once() -> None:
    before = base(products={"a": "A", "b": "B"}, centrals={})
    central = {"key": "c", "number": 1, "title": "C", "dated": "2024", "cites": False}
    found = what_changed(before, {**before, "centrals": {"a": central, "b": central}})
    assert [one.trigger for one in found] == [ReviewTrigger.NEWER_CENTRAL]


def test_filling_the_register_for_the_first_time_is_no_new_purpose() -> None:
    assert what_changed(base(purposes={}), base()) == ()
