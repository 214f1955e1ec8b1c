"""Deciding on the register: what counts makes a version, nothing is lost, and nobody decides over another's head."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RuleRefusedError,
)
from swc.landscape import service as landscape
from swc.landscape.models import Use
from swc.landscape.schemas import UseUpdate
from swc.register import queries, service
from swc.register.kinds import ActivityState, BoardRole, Decision, RegisterField, ValueState
from swc.register.models import ProcessingVersion
from swc.register.schemas import (
    Activity,
    ActivityChange,
    ActivityCreate,
    ActivityEnding,
    ActivityVersion,
    Detail,
    RegisterValue,
    ValueAddition,
    ValueDecision,
)
from swc.register.service.versions import digest
from tests.factories.fora import LAS
from tests.factories.landscape import make_use
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_processor_activity, make_register_landscape
from tests.personas import ANNE, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, PETRA, acting

BY = acting(CARLA)
TODAY = NOW.date()
F = RegisterField


@pytest.fixture(autouse=True)
def use(session: Session) -> Use:
    """Return the use from which one activity follows."""
    return make_register_landscape(session)


def current(session: Session, activity_id: UUID = ADMIN_ACTIVITY) -> Activity:
    """Return the activity as it stands."""
    found = queries.activity(session, BOARD_A, activity_id, TODAY)
    assert found is not None
    return found


def version(session: Session, number: int, activity_id: UUID = ADMIN_ACTIVITY) -> ActivityVersion:
    """Return a version that is there."""
    found = queries.version(session, activity_id, number)
    assert found is not None
    return found


def values(activity: Activity, field: RegisterField) -> dict[str, RegisterValue]:
    """Return the values of a field by key."""
    return {one.key: one for one in activity.of(field)}


def decide(field: RegisterField, key: str, decision: Decision, **said: str) -> ValueDecision:
    """Return one decision."""
    return ValueDecision(
        field=field, key=key, decision=decision, text=said.get("text", ""), reason=said.get("reason", "")
    )


def change(session: Session, *decisions: ValueDecision, **said: object) -> None:
    """Decide on the established activity."""
    service.change(session, BOARD_A, ADMIN_ACTIVITY, ActivityChange(decisions=decisions, **said), by=BY)  # type: ignore[arg-type]


def events(session: Session, kind: str) -> list[Event]:
    """Return the events of a kind, oldest first."""
    return list(session.exec(select(Event).where(Event.kind == kind).order_by("seq")))  # type: ignore[arg-type]


def test_establishing_everything_makes_version_one_of_what_was_suggested(session: Session) -> None:
    suggested = current(session)
    assert (suggested.state, suggested.version, suggested.row_version) == (ActivityState.SUGGESTED, 0, 0)
    make_established(session)
    found = current(session)
    assert (found.state, found.version, found.row_version) == (ActivityState.ESTABLISHED, 1, 1)
    assert {one.state for one in found.values} == {ValueState.ACCEPTED}
    assert len(found.values) == len(suggested.values) > 0
    one = version(session, 1)
    assert {(value.field, value.key, value.label) for value in one.content.values} == {
        (value.field, value.key, value.label) for value in suggested.values
    }
    assert one.content.version == 1
    assert [use.name for use in one.content.uses] == ["Magister"]
    assert (one.made_by, one.superseded_by) == ("Carla", None)


def test_a_selection_establishes_only_what_was_chosen(session: Session, use: Use) -> None:
    chosen = decide(F.APPLICATION, str(use.id), Decision.ACCEPT)
    data = ActivityChange(name="Leerlingzaken", owner_role="Rector", decisions=(chosen,))
    service.establish(session, BOARD_A, ADMIN_ACTIVITY, data, by=BY)
    found, content = current(session), version(session, 1).content
    assert (found.name, found.owner_role) == ("Leerlingzaken", "Rector")
    assert [(one.field, one.key) for one in content.values] == [(F.APPLICATION, str(use.id))]
    assert found.open_suggestions == len(found.values) - 1


def test_establishing_nothing_is_refused(session: Session) -> None:
    with pytest.raises(InvalidInputError, match="niets gekozen"):
        service.establish(session, BOARD_A, ADMIN_ACTIVITY, ActivityChange(), by=BY)


def test_several_decisions_in_one_form_make_one_version(session: Session, use: Use) -> None:
    make_established(session)
    change(
        session,
        decide(F.APPLICATION, str(use.id), Decision.CHANGE, text="Magister (hele bestuur)"),
        additions=(
            ValueAddition(field=F.DATA_SUBJECT, key="bezoekers"),
            ValueAddition(field=F.RECIPIENT, text="De gemeenteraad"),
        ),
        reason="Jaarlijkse controle",
    )
    found = current(session)
    assert found.version == 2
    changed = values(found, F.APPLICATION)[str(use.id)]
    assert (changed.state, changed.shown, changed.label) == (ValueState.CHANGED, "Magister (hele bestuur)", "Magister")
    assert [one.state for one in found.of(F.RECIPIENT) if one.shown == "De gemeenteraad"] == [ValueState.ADDED]
    assert values(found, F.DATA_SUBJECT)["bezoekers"].label == "Bezoekers"
    assert version(session, 1).superseded_by == 2
    assert version(session, 2).reason == "Jaarlijkse controle"


def test_what_changes_nothing_that_counts_makes_no_version_but_is_told(session: Session, use: Use) -> None:
    other = str(make_use(session, components=(LAS,), own_name="Tweede").id)
    one = decide(F.APPLICATION, str(use.id), Decision.ACCEPT)
    service.establish(session, BOARD_A, ADMIN_ACTIVITY, ActivityChange(decisions=(one,)), by=BY)
    change(session, decide(F.APPLICATION, other, Decision.REJECT, reason="Speelt hier niet"))
    found = current(session)
    assert (found.version, found.row_version) == (1, 2)
    assert values(found, F.APPLICATION)[other].state is ValueState.REJECTED
    assert len(events(session, "processing.changed")) == 1


def test_what_changes_nothing_at_all_leaves_no_trace(session: Session, use: Use) -> None:
    make_established(session)
    change(session, decide(F.APPLICATION, str(use.id), Decision.ACCEPT), name=current(session).name)
    assert (current(session).version, current(session).row_version) == (1, 1)
    assert events(session, "processing.changed") == []


def test_a_version_stays_as_it_was_whatever_comes_after(session: Session, use: Use) -> None:
    make_established(session)
    before = version(session, 1)
    landscape.change_use(session, BOARD_A, use.id, UseUpdate(own_name="Somtoday"), by=BY)
    change(
        session,
        decide(F.APPLICATION, str(use.id), Decision.ACCEPT),
        additions=(ValueAddition(field=F.STATUTE, text="Eigen reglement"),),
    )
    after = version(session, 1)
    assert after.content == before.content
    assert after.digest == before.digest
    session.expire_all()
    stored = session.get(ProcessingVersion, (ADMIN_ACTIVITY, 1))
    assert stored is not None
    assert digest(stored.content) == before.digest
    assert values(version(session, 2).content, F.APPLICATION)[str(use.id)].shown == "Somtoday"


def test_a_changed_use_shows_a_difference_and_never_overwrites(session: Session, use: Use) -> None:
    make_established(session)
    change(session, decide(F.APPLICATION, str(use.id), Decision.CHANGE, text="Ons administratiesysteem"))
    landscape.change_use(session, BOARD_A, use.id, UseUpdate(own_name="Somtoday"), by=BY)
    found = values(current(session), F.APPLICATION)[str(use.id)]
    assert (found.shown, found.difference) == ("Ons administratiesysteem", "Somtoday")
    assert current(session).version == 2


def test_words_are_never_lost_when_a_decision_is_withdrawn(session: Session, use: Use) -> None:
    make_established(session)
    change(session, decide(F.APPLICATION, str(use.id), Decision.CHANGE, text="Ons administratiesysteem"))
    change(session, decide(F.APPLICATION, str(use.id), Decision.WITHDRAW))
    found = values(current(session), F.APPLICATION)[str(use.id)]
    assert (found.state, found.shown) == (ValueState.SUGGESTED, "Magister")
    assert (current(session).version, version(session, 3).content.of(F.APPLICATION)) == (3, ())
    told = events(session, "processing.changed")[-1].before
    assert told is not None
    assert [one["text"] for one in told["values"]] == ["Ons administratiesysteem"]


def test_what_is_gone_is_kept_as_ones_own_when_taken_over(session: Session) -> None:
    other = make_use(session, components=(LAS,), own_name="Tweede")
    make_established(session)
    landscape.remove_use(session, BOARD_A, other.id, by=replace(BY, reason="Dubbel ingevoerd"))
    assert values(current(session), F.APPLICATION)[str(other.id)].state is ValueState.LAPSED
    change(session, decide(F.APPLICATION, str(other.id), Decision.ACCEPT))
    assert values(current(session), F.APPLICATION)[str(other.id)].state is ValueState.ADDED


def test_particulars_change_only_where_somebody_says_so(session: Session) -> None:
    make_established(session)
    change(
        session,
        additions=(ValueAddition(field=F.RETENTION, text="Dossiers", detail=Detail(term_days=730, country="NL")),),
    )
    key = next(one.key for one in current(session).of(F.RETENTION) if one.shown == "Dossiers")
    shorter = ValueDecision(field=F.RETENTION, key=key, decision=Decision.CHANGE, detail=Detail(term_days=365))
    change(session, shorter)
    found = values(current(session), F.RETENTION)[key]
    assert (found.detail.term_days, found.detail.country, found.shown) == (365, "NL", "Dossiers")


def test_a_suggestion_is_rejected_with_a_reason_and_can_come_back(session: Session) -> None:
    service.reject(session, BOARD_A, ADMIN_ACTIVITY, ActivityEnding(reason="Doet het samenwerkingsverband"), by=BY)
    found = current(session)
    assert (found.state, found.reason, found.version) == (ActivityState.REJECTED, "Doet het samenwerkingsverband", 0)
    with pytest.raises(RuleRefusedError, match="afgewezen"):
        make_established(session)
    service.reopen(session, BOARD_A, ADMIN_ACTIVITY, ActivityEnding(reason="Toch wel"), by=BY)
    assert current(session).state is ActivityState.SUGGESTED
    make_established(session)
    assert current(session).version == 1
    kinds = [one.kind for one in session.exec(select(Event).order_by("seq")) if one.kind.startswith("processing")]  # type: ignore[arg-type]
    assert kinds == ["processing.rejected", "processing.reopened", "processing.established"]


def test_an_activity_ends_on_a_day_and_reopens_as_a_new_version(session: Session) -> None:
    make_established(session)
    later = ActivityEnding(reason="Straks", on=TODAY + timedelta(days=1))
    with pytest.raises(InvalidInputError):
        service.end(session, BOARD_A, ADMIN_ACTIVITY, later, by=BY)
    service.end(session, BOARD_A, ADMIN_ACTIVITY, ActivityEnding(reason="Gestopt", on=date(2026, 1, 31)), by=BY)
    found, content = current(session), version(session, 2).content
    assert (found.state, found.ended_on, found.version) == (ActivityState.ENDED, date(2026, 1, 31), 2)
    assert (content.state, content.ended_on, content.reason) == (ActivityState.ENDED, date(2026, 1, 31), "Gestopt")
    service.reopen(session, BOARD_A, ADMIN_ACTIVITY, ActivityEnding(reason="Weer begonnen"), by=BY)
    assert (current(session).state, current(session).version) == (ActivityState.ESTABLISHED, 3)
    assert version(session, 2).content.state is ActivityState.ENDED


def test_a_processor_names_for_whom_it_processes(session: Session) -> None:
    made = make_processor_activity(session)
    found = current(session, made)
    assert (found.role, found.version, found.missing) == (BoardRole.PROCESSOR, 1, (F.TRANSFER,))
    assert [one.shown for one in version(session, 1, made).content.of(F.CONTROLLER)] == ["Samenwerkingsverband Zuid"]
    with pytest.raises(InvalidInputError) as refused:
        service.create(session, BOARD_A, ActivityCreate(name="Zonder", role=BoardRole.PROCESSOR), by=BY)
    assert [one.where for one in refused.value.problems] == ["role"]
    only = decide(F.CONTROLLER, found.of(F.CONTROLLER)[0].key, Decision.WITHDRAW)
    with pytest.raises(InvalidInputError):
        service.change(session, BOARD_A, made, ActivityChange(decisions=(only,)), by=BY)


def test_the_whole_register_is_taken_over_in_one_act(session: Session) -> None:
    make_use(session, own_name="Zonder plaats", categories=("P03",))
    service.reject(session, BOARD_A, ADMIN_ACTIVITY, ActivityEnding(reason="Nee"), by=BY)
    suggested = queries.register(session, BOARD_A, TODAY).coverage.suggested
    assert suggested > 0
    assert service.accept_all(session, BOARD_A, by=BY) == suggested
    found = queries.register(session, BOARD_A, TODAY)
    assert (found.coverage.established, found.coverage.suggested, found.coverage.rejected) == (suggested, 0, 1)
    assert found.coverage.open_suggestions == 0
    assert [one.subject_key for one in events(session, "processing.established")] == [
        str(one.id) for one in found.activities if one.version == 1
    ]
    assert service.accept_all(session, BOARD_A, by=BY) == 0


def test_taking_over_everything_adds_what_came_since_as_one_version(session: Session) -> None:
    make_established(session)
    make_use(session, components=(LAS,), own_name="Tweede")
    waiting = [one.id for one in queries.register(session, BOARD_A, TODAY).activities if one.open_suggestions]
    assert ADMIN_ACTIVITY in waiting
    assert service.accept_all(session, BOARD_A, by=BY) == len(waiting)
    assert (current(session).version, len(version(session, 2).content.uses)) == (2, 2)
    assert [one.subject_key for one in events(session, "processing.changed")] == [str(ADMIN_ACTIVITY)]


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (ActivityChange(decisions=(decide(F.PURPOSE, "weg", Decision.ACCEPT),)), "decisions.0.key"),
        (ActivityChange(additions=(ValueAddition(field=F.DATA_CATEGORY, key="P99"),)), "additions.0.key"),
        (ActivityChange(additions=(ValueAddition(field=F.LEGAL_BASIS, text="Omdat het mag"),)), "additions.0.key"),
        (ActivityChange(additions=(ValueAddition(field=F.APPLICATION, key=str(uuid4())),)), "additions.0.key"),
        (ActivityChange(additions=(ValueAddition(field=F.RECIPIENT),)), "additions.0.text"),
        (
            ActivityChange(additions=(ValueAddition(field=F.TRANSFER, text="VS", detail=Detail(country="usa")),)),
            "additions.0.detail.country",
        ),
        (
            ActivityChange(additions=(ValueAddition(field=F.TRANSFER, text="Ergens", detail=Detail(country="ZZ")),)),
            "additions.0.detail.country",
        ),
        (
            ActivityChange(additions=(ValueAddition(field=F.RETENTION, text="Lang", detail=Detail(term_days=-1)),)),
            "additions.0.detail.termDays",
        ),
        (ActivityChange(role=BoardRole.PROCESSOR), "role"),
        (ActivityChange(name=""), "name"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(session: Session, data: ActivityChange, where: str) -> None:
    make_established(session)
    with pytest.raises(InvalidInputError) as refused:
        service.change(session, BOARD_A, ADMIN_ACTIVITY, data, by=BY)
    assert [one.where for one in refused.value.problems] == [where]
    assert current(session).version == 1


def test_rejecting_asks_a_reason_of_the_value_or_of_the_form(session: Session, use: Use) -> None:
    make_established(session)
    rejected = decide(F.APPLICATION, str(use.id), Decision.REJECT)
    with pytest.raises(InvalidInputError) as refused:
        change(session, rejected)
    assert [one.where for one in refused.value.problems] == ["decisions.0.reason"]
    change(session, rejected, reason="Alles hier is fout")
    assert values(current(session), F.APPLICATION)[str(use.id)].reason == "Alles hier is fout"


def test_two_decisions_on_one_value_are_refused(session: Session, use: Use) -> None:
    make_established(session)
    twice = decide(F.APPLICATION, str(use.id), Decision.ACCEPT)
    with pytest.raises(InvalidInputError):
        change(session, twice, twice)


def test_whoever_decides_on_an_older_stand_is_told(session: Session) -> None:
    first = ActivityChange(accept_all=True, expected_version=0)
    service.establish(session, BOARD_A, ADMIN_ACTIVITY, first, by=BY)
    with pytest.raises(ConflictError):
        change(session, name="Anders", expected_version=0)
    change(session, name="Anders", expected_version=1)
    assert current(session).row_version == 2


@pytest.mark.parametrize(
    ("actor", "refusal"), [(BRAM, NotAllowedError), (PETRA, NotAllowedError), (CHRIS, NotFoundError)]
)
def test_only_who_edits_the_register_of_the_board_decides(
    session: Session, actor: Actor, refusal: type[Exception]
) -> None:
    by = acting(actor)
    with pytest.raises(refusal):
        service.establish(session, BOARD_A, ADMIN_ACTIVITY, ActivityChange(accept_all=True), by=by)
    with pytest.raises(refusal):
        service.create(session, BOARD_A, ActivityCreate(name="Van mij"), by=by)
    with pytest.raises(refusal):
        service.accept_all(session, BOARD_A, by=by)


def test_another_boards_activity_is_not_there(session: Session) -> None:
    with pytest.raises(NotFoundError):
        service.establish(session, BOARD_B, ADMIN_ACTIVITY, ActivityChange(accept_all=True), by=acting(CHRIS))
    service.establish(session, BOARD_A, ADMIN_ACTIVITY, ActivityChange(accept_all=True), by=acting(ANNE))
    with pytest.raises(NotFoundError):
        service.change(session, BOARD_B, ADMIN_ACTIVITY, ActivityChange(name="Gekaapt"), by=acting(CHRIS))
    with pytest.raises(RuleRefusedError, match="vastgesteld"):
        make_established(session)
