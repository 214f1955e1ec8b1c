"""Dependency as triples: a share for every vendor group, an index for the board and for each component."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from sqlmodel import Session

from swc.dependency.projection import board_triples
from tests.factories.fora import LAS
from tests.factories.landscape import make_landscape
from tests.factories.lens import make_lens_board
from tests.personas import BOARD_A, TODAY
from vocab.iris import Iris
from vocab.namespaces import XSD
from vocab.terms import Class, Property

IRIS = Iris("https://swc.example")
BOARD = IRIS.thing("board", BOARD_A)


def told(session: Session) -> set[Triple]:
    return set(board_triples(session, IRIS, BOARD_A, TODAY))


def values(found: set[Triple], subject: str, predicate: str) -> set[str]:
    return {one.object.value for one in found if one.subject.value == subject and one.predicate.value == predicate}


def test_each_group_has_its_shares_and_the_unknown_one_depends_on_nobody(session: Session) -> None:
    make_lens_board(session)
    found = told(session)
    sanoma, unknown = f"{BOARD}/dependency/group/sanoma", f"{BOARD}/dependency/unknown"
    assert values(found, BOARD, Property.DEPENDENCY) == {sanoma, unknown}
    assert values(found, sanoma, Property.DEPENDS_ON) == {IRIS.thing("vendor", "sanoma")}
    assert values(found, unknown, Property.DEPENDS_ON) == set()
    share = Literal("0.7500", datatype=NamedNode(XSD + "decimal"))
    assert Triple(NamedNode(sanoma), NamedNode(Property.SHARE_OF_USES), share) in found
    assert values(found, sanoma, Property.MEASURED_ON) == {TODAY.isoformat()}


def test_the_index_of_a_component_is_told_about_that_component(session: Session) -> None:
    make_lens_board(session)
    found = told(session)
    node = f"{BOARD}/concentration/{LAS}"
    assert values(found, node, Property.ABOUT) == {IRIS.fora(LAS)}
    assert values(found, node, Property.CONCENTRATION_INDEX) == {"10000"}
    assert values(found, f"{BOARD}/concentration", Property.CONCENTRATION_INDEX) == set()
    assert values(found, f"{BOARD}/concentration", Property.ABOUT) == {BOARD}
    kinds = {one.object.value for one in found if one.predicate.value.endswith("#type")}
    assert kinds == {Class.DEPENDENCY.value, Class.CONCENTRATION.value}


@pytest.mark.parametrize("number", [BOARD_A, "99999"])
def test_a_board_without_uses_or_that_does_not_exist_says_nothing(session: Session, number: str) -> None:
    make_landscape(session)
    assert not list(board_triples(session, IRIS, number, TODAY))
