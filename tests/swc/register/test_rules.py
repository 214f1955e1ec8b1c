"""Laying decisions over what is derived: nothing a person wrote is lost, and what is missing is said."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.register import rules
from swc.register.kinds import (
    ART_30,
    DECIDED,
    ActivityState,
    AnchorKind,
    BoardRole,
    RegisterField,
    ValueState,
)
from swc.register.rules import ART_30_2, Decided, Draft, Kept
from swc.register.schemas import Anchor, Detail, RegisterValue, UseRef
from tests.factories.register_facts import value
from tests.personas import BOARD_A, NOW

F, S = RegisterField, ValueState
ID = UUID("00000000-0000-0000-0000-000000000001")
USE = UUID("00000000-0000-0000-0000-0000000000aa")
OTHER_USE = UUID("00000000-0000-0000-0000-0000000000bb")


def said(
    state: ValueState, *, key: str = "toetsen", label: str = "Toetsen", text: str = "", at: F = F.PURPOSE
) -> Decided:
    """Return a decision on a value."""
    step = {"kind": "use", "key": "u", "name": "Toen"}
    basis = json.dumps({"origin": "mapping", "source": "eigen-voorstel", "path": [step]})
    return Decided(at=at, key=key, label=label, state=state, text=text, basis=basis, decided_at=NOW, decided_by="carla")


def kept(state: ActivityState = ActivityState.ESTABLISHED, *, kind: AnchorKind = AnchorKind.FUNCTION) -> Kept:
    """Return an activity as it is stored."""
    anchor = Anchor(kind=kind, key="f", name="Toetsafname")
    return Kept(ID, anchor, "Toetsen", BoardRole.CONTROLLER, "", state, "", None, 1, NOW, 2)


def draft(*values: RegisterValue, **changes: object) -> Draft:
    """Return a derived activity."""
    anchor = Anchor(kind=AnchorKind.FUNCTION, key="f", name="Toetsafname")
    return Draft(anchor=anchor, name="Toetsafname", values=values, **changes)


def test_the_address_of_an_activity_follows_from_board_and_anchor() -> None:
    first = rules.activity_id(BOARD_A, AnchorKind.FUNCTION, "f")
    assert first == rules.activity_id(BOARD_A, AnchorKind.FUNCTION, "f")
    assert (
        len({first, rules.activity_id("1", AnchorKind.FUNCTION, "f"), rules.activity_id(BOARD_A, AnchorKind.USE, "f")})
        == 3
    )


@pytest.mark.parametrize(
    ("decided", "now", "state", "shown", "difference"),
    [
        (None, "Toetsen", S.SUGGESTED, "Toetsen", ""),
        (said(S.ACCEPTED), "Toetsen", S.ACCEPTED, "Toetsen", ""),
        (said(S.ACCEPTED), "Examineren", S.ACCEPTED, "Toetsen", "Examineren"),
        (said(S.ACCEPTED), None, S.LAPSED, "Toetsen", ""),
        (said(S.CHANGED, text="Zelf"), "Toetsen", S.CHANGED, "Zelf", ""),
        (said(S.CHANGED, text="Zelf"), "Examineren", S.CHANGED, "Zelf", "Examineren"),
        (said(S.CHANGED, text="Zelf"), None, S.CHANGED, "Zelf", ""),
        (said(S.REJECTED), "Toetsen", S.REJECTED, "Toetsen", ""),
        (said(S.REJECTED), None, S.REJECTED, "Toetsen", ""),
        (said(S.ADDED, text="Met de hand"), None, S.ADDED, "Met de hand", ""),
        (said(S.ADDED, text="Met de hand"), "Toetsen", S.ADDED, "Met de hand", ""),
    ],
)
def test_a_decision_over_a_derivation(
    decided: Decided | None, now: str | None, state: ValueState, shown: str, difference: str
) -> None:
    derived = [] if now is None else [value(label=now)]
    (found,) = rules.merge(derived, [] if decided is None else [decided])
    assert (found.state, found.shown, found.difference) == (state, shown, difference)
    assert found.path


@pytest.mark.parametrize(
    ("was", "now", "difference"),
    [
        (Detail(agreement="absent"), Detail(agreement="absent"), ""),
        (Detail(agreement="absent"), Detail(agreement="present"), "Toetsen: met verwerkersovereenkomst"),
        (Detail(), Detail(safeguard="modelcontract"), "Toetsen: modelcontract"),
        (Detail(safeguard="modelcontract"), Detail(), "Toetsen"),
        (Detail(url="https://example.test/a"), Detail(url="https://example.test/b"), ""),
    ],
)
def test_particulars_that_a_label_leaves_out_make_a_difference_too(was: Detail, now: Detail, difference: str) -> None:
    accepted, changed = replace(said(S.ACCEPTED), detail=was), replace(said(S.CHANGED, text="Zelf"), detail=was)
    (found,) = rules.merge([value(detail=now)], [accepted])
    assert (found.difference, found.detail) == (difference, was)
    assert rules.merge([value(detail=now)], [changed])[0].difference == ""


KEYS = st.sampled_from(["a", "b", "c", "d"])
TEXTS = st.text(min_size=1, max_size=12)
DERIVED = st.dictionaries(KEYS, TEXTS, max_size=4)
SAID = st.dictionaries(KEYS, st.tuples(st.sampled_from(sorted(DECIDED)), TEXTS, TEXTS), max_size=4)


@given(derived=DERIVED, decided=SAID)
def test_merging_never_loses_what_a_person_wrote(
    derived: dict[str, str], decided: dict[str, tuple[ValueState, str, str]]
) -> None:
    values = [value(key=key, label=label) for key, label in derived.items()]
    stored = [said(state, key=key, label=label, text=text) for key, (state, label, text) in decided.items()]
    found = {one.key: one for one in rules.merge(values, stored)}
    assert set(found) == set(derived) | set(decided)
    for key, (state, label, text) in decided.items():
        one = found[key]
        lapsed = state is S.ACCEPTED and key not in derived
        assert (one.text, one.label, one.decided_by) == (text, label, "carla")
        assert one.state is (S.LAPSED if lapsed else state)
    for key in set(derived) - set(decided):
        assert (found[key].state, found[key].label, found[key].text) == (S.SUGGESTED, derived[key], "")


@given(decided=SAID)
def test_merging_twice_the_same_is_merging_once(decided: dict[str, tuple[ValueState, str, str]]) -> None:
    stored = [said(state, key=key, label=label, text=text) for key, (state, label, text) in decided.items()]
    assert rules.merge([value(key="a")], stored) == rules.merge([value(key="a")], list(reversed(stored)))


def test_a_suggestion_becomes_an_activity_with_everything_open() -> None:
    found = rules.compose(BOARD_A, draft(value(), value(F.LEGAL_BASIS, "publieke-taak")), None)
    assert (found.id, found.state, found.version) == (
        rules.activity_id(BOARD_A, AnchorKind.FUNCTION, "f"),
        ActivityState.SUGGESTED,
        0,
    )
    assert found.open_suggestions == 2
    assert set(found.missing) == set(ART_30) - {F.PURPOSE, F.LEGAL_BASIS, F.PROCESSOR}


def test_an_established_activity_keeps_its_name_and_counts_what_is_open_and_different() -> None:
    decided = [said(S.ACCEPTED, label="Oud"), said(S.ACCEPTED, key="weg", label="Weg")]
    found = rules.compose(BOARD_A, draft(value(), value(F.LEGAL_BASIS, "publieke-taak")), kept(), decided)
    assert (found.id, found.name, found.row_version) == (ID, "Toetsen", 2)
    assert (found.open_suggestions, found.differences) == (1, 2)
    assert not found.anchor.lapsed


def test_an_activity_to_which_nothing_leads_any_more_says_so_unless_it_was_made_by_hand() -> None:
    assert rules.compose(BOARD_A, None, kept()).anchor.lapsed
    assert not rules.compose(BOARD_A, None, kept(kind=AnchorKind.MANUAL)).anchor.lapsed
    with pytest.raises(ValueError, match="derived, stored or both"):
        rules.compose(BOARD_A, None, None)


def test_an_activity_that_ended_stays_as_it_was() -> None:
    found = rules.compose(
        BOARD_A, draft(value(key="nieuw")), kept(ActivityState.ENDED), [said(S.ACCEPTED, label="Oud")]
    )
    assert [(one.key, one.state, one.difference) for one in found.values] == [("toetsen", S.ACCEPTED, "")]
    assert (found.missing, found.open_suggestions, found.differences) == ((), 0, 0)


FULL = tuple(value(field, "x") for field in ART_30)


@pytest.mark.parametrize(
    ("without", "alone", "expected"),
    [
        (set(), False, ()),
        ({F.RETENTION}, False, (F.RETENTION,)),
        ({F.RECIPIENT}, False, ()),
        ({F.PROCESSOR}, False, (F.PROCESSOR,)),
        ({F.PROCESSOR}, True, ()),
        ({F.PROCESSOR, F.RECIPIENT}, True, (F.RECIPIENT,)),
        ({F.TRANSFER, F.PURPOSE}, False, (F.PURPOSE, F.TRANSFER)),
    ],
)
def test_what_is_missing(*, without: set[F], alone: bool, expected: tuple[F, ...]) -> None:
    vendor = Detail(vendor_key="" if alone else "meerschool")
    values = [one for one in FULL if one.field not in without]
    values.append(value(F.APPLICATION, str(USE), "Leerspoor", detail=vendor))
    assert rules.missing(values, BoardRole.CONTROLLER) == expected


def test_a_rejected_value_fills_nothing() -> None:
    (rejected,) = rules.merge([value()], [said(S.REJECTED)])
    assert F.PURPOSE in rules.missing([rejected], BoardRole.CONTROLLER)


def test_a_processor_is_asked_the_shorter_list() -> None:
    assert rules.missing([], BoardRole.PROCESSOR) == ART_30_2


def test_uses_come_from_applications_that_stand_and_read_by_their_name() -> None:
    values = rules.merge(
        [value(F.APPLICATION, str(USE), "Leerspoor"), value(F.APPLICATION, str(OTHER_USE), "Ander")],
        [
            said(S.REJECTED, key=str(OTHER_USE), label="Ander", at=F.APPLICATION),
            said(S.ADDED, key="papier", label="Papier", at=F.APPLICATION),
        ],
    )
    assert rules.used(values, (UseRef(id=USE, name="Leerspoor"),)) == (UseRef(id=USE, name="Leerspoor"),)
    assert rules.use_of(value(F.APPLICATION, "x", detail=Detail(use_id=str(USE)))) == USE
