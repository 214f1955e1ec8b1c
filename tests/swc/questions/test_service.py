"""A kept question is private until it is shared, and in everybody's gallery only as a sector editor accepted it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlmodel import Session, col, select

from swc.access.kinds import Act, Actor
from swc.access.roles import Role
from swc.audit.models import Event
from swc.boards.people.closing import close_account
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError, Problem, RuleRefusedError
from swc.questions import rules
from swc.questions.kinds import Offer, QueryScope
from swc.questions.queries import offered_queries, published_queries, published_query, query_detail, seen_queries
from swc.questions.schemas import ParameterInput, QueryChange, QueryInput
from swc.questions.service import (
    change_query,
    decide_query,
    offer_query,
    retire_query,
    save_query,
    share_query,
    withdraw_query,
)
from tests.factories.boards import make_board, make_person
from tests.personas import ADMIN, BOARD_A, BOARD_B, BRAM, CHRIS, SACHA, acting
from vocab.parameters import ParameterKind

TEXT = "SELECT ?s WHERE { ?s a $wat . ?s <http://x/> ?n }"
WHAT = ParameterInput(name="wat", label="Wat", kind=ParameterKind.THING, of="product", optional=True)


def _asked(**values: object) -> QueryInput:
    whole = {"name": "mijn-vraag", "title": "Mijn vraag", "text": TEXT, "parameters": (WHAT,), **values}
    return QueryInput.model_validate(whole)


def _saved(session: Session, by: Act, **values: object) -> str:
    return save_query(session, _asked(**values), by=by, faults=(), taken=frozenset({"signalen"}))


def _version(session: Session, by: Act, name: str = "mijn-vraag") -> int:
    return query_detail(session, name, by=by).row_version


@pytest.fixture
def author(session: Session) -> Act:
    for number in (BOARD_A, BOARD_B):
        make_board(session, number=number)
    person = make_person(session, name="Bram")
    return acting(Actor(key=str(person.id), label="Bram", boards={BOARD_A: frozenset({Role.READER})}))


def test_a_question_is_kept_private_shared_offered_and_accepted(session: Session, author: Act) -> None:
    name = _saved(session, author)
    assert [one.name for one in seen_queries(session, by=author)] == [name]
    for stranger in (BRAM, CHRIS, ADMIN, SACHA):
        with pytest.raises(NotFoundError):
            query_detail(session, name, by=acting(stranger))

    share_query(session, name, BOARD_A, by=author, expected_version=1)
    shared = query_detail(session, name, by=acting(BRAM))
    assert (shared.author, shared.may_change) == ("Bram", False)
    assert seen_queries(session, by=acting(CHRIS)) == ()
    with pytest.raises(NotAllowedError):
        change_query(session, name, _changed(), by=acting(BRAM), faults=(), expected_version=2)
    change_query(session, name, _changed(), by=acting(ADMIN), faults=(), expected_version=2)

    offer_query(session, name, by=author, expected_version=3)
    assert [one.name for one in offered_queries(session, by=acting(SACHA))] == [name]
    with pytest.raises(NotAllowedError):
        offered_queries(session, by=author)
    decide_query(session, name, accept=True, by=acting(SACHA), expected_version=4)

    everybody = published_query(session, name)
    assert everybody is not None
    assert (everybody.title, everybody.version, everybody.parameters) == ("Anders", 2, (WHAT,))
    assert "Bram" not in everybody.model_dump_json()
    change_query(session, name, _changed(title="Later"), by=author, faults=(), expected_version=5)
    assert [one.title for one in published_queries(session)] == ["Anders"]

    withdraw_query(session, name, by=author, expected_version=6)
    assert published_queries(session) == ()
    with pytest.raises(InvalidInputError):
        _saved(session, author)
    told = session.exec(select(Event.kind).where(Event.subject_kind == "query").order_by(col(Event.seq))).all()
    verbs = ("created", "shared", "changed", "offered", "accepted", "changed", "withdrawn")
    assert told == [f"query.{verb}" for verb in verbs]


def _changed(**values: object) -> QueryChange:
    text = TEXT.replace("<http://x/>", "<http://y/>")
    return QueryChange.model_validate({"title": "Anders", "text": text, "parameters": (WHAT,), **values})


def test_a_declined_question_says_why_and_can_be_offered_again(session: Session, author: Act) -> None:
    name = _saved(session, author)
    offer_query(session, name, by=author, expected_version=1)
    with pytest.raises(InvalidInputError):
        decide_query(session, name, accept=False, by=acting(SACHA), expected_version=2)
    reasoned = replace(acting(SACHA), reason="Bestaat al")
    decide_query(session, name, accept=False, by=reasoned, expected_version=2)
    found = query_detail(session, name, by=author)
    assert (found.offer, found.decision_reason) == (Offer.DECLINED, "Bestaat al")
    offer_query(session, name, by=author, expected_version=3)
    with pytest.raises(RuleRefusedError):
        offer_query(session, name, by=author, expected_version=4)


def test_an_accepted_question_can_leave_the_gallery_and_stays_with_its_author(session: Session, author: Act) -> None:
    name = _saved(session, author)
    offer_query(session, name, by=author, expected_version=1)
    decide_query(session, name, accept=True, by=acting(SACHA), expected_version=2)
    with pytest.raises(NotAllowedError):
        retire_query(session, name, by=author)
    with pytest.raises(InvalidInputError):
        retire_query(session, name, by=acting(SACHA))
    retire_query(session, name, by=replace(acting(SACHA), reason="Klopt niet meer"))
    assert published_query(session, name) is None
    assert query_detail(session, name, by=author).decision_reason == "Klopt niet meer"


def test_what_somebody_else_changed_first_is_not_overwritten(session: Session, author: Act) -> None:
    name = _saved(session, author)
    change_query(session, name, _changed(), by=author, faults=(), expected_version=1)
    with pytest.raises(ConflictError):
        change_query(session, name, _changed(), by=author, faults=(), expected_version=1)
    assert query_detail(session, name, by=author).version == 2


def test_a_question_is_shared_only_with_a_board_of_ones_own(session: Session, author: Act) -> None:
    name = _saved(session, author)
    with pytest.raises(NotFoundError):
        share_query(session, name, BOARD_B, by=author, expected_version=1)


def test_who_left_changes_nothing_in_use_at_the_board_and_is_named_no_more_once_closed(
    session: Session, author: Act
) -> None:
    name = _saved(session, author)
    share_query(session, name, BOARD_A, by=author, expected_version=1)
    assert [one.author for one in seen_queries(session, by=acting(BRAM))] == ["Bram"]
    gone = acting(replace(author.actor, boards={}))
    assert not query_detail(session, name, by=gone).may_change
    for deed in (
        lambda: change_query(session, name, _changed(), by=gone, faults=(), expected_version=2),
        lambda: share_query(session, name, None, by=gone, expected_version=2),
        lambda: withdraw_query(session, name, by=gone, expected_version=2),
    ):
        with pytest.raises(NotAllowedError):
            deed()
    close_account(session, "anne@linde.example", by=acting(SACHA))
    assert [one.author for one in seen_queries(session, by=acting(BRAM))] == [""]
    assert query_detail(session, name, by=acting(ADMIN)).author == ""
    withdraw_query(session, name, by=acting(ADMIN), expected_version=2)


def test_a_name_is_given_once_and_not_taken_from_the_product(session: Session, author: Act) -> None:
    for name in ("signalen", "nieuw", "Hoofdletter", "-x-"):
        with pytest.raises(InvalidInputError) as refused:
            _saved(session, author, name=name)
        assert [one.where for one in refused.value.problems] == ["name"]


def test_everything_wrong_with_a_question_is_told_at_once(session: Session, author: Act) -> None:
    broken = (Problem("text", "Regel 1, teken 3."),)
    unused = ParameterInput(name="weg", label="Weg", kind=ParameterKind.TEXT)
    with pytest.raises(InvalidInputError) as refused:
        save_query(session, _asked(parameters=(WHAT, WHAT, unused)), by=author, faults=broken, taken=frozenset())
    assert [one.where for one in refused.value.problems] == ["parameters.1", "parameters.2", "text"]
    assert seen_queries(session, by=author) == ()


def test_nobody_keeps_more_than_so_many(session: Session, author: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("swc.questions.service.MOST", 1)
    _saved(session, author, scope=QueryScope.SECTOR)
    with pytest.raises(RuleRefusedError):
        _saved(session, author, name="tweede")
    assert rules.MOST > 1
