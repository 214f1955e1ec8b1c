"""What a board answered on how it set up its uses, as RDF in the graph of that board."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from uuid import UUID

from pyoxigraph import NamedNode, Triple
from sqlalchemy import select
from sqlmodel import Session, col

from swc.landscape.models import Use, UseAnswer
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, nl
from vocab.namespaces import concept_iri
from vocab.terms import Class, Property


def setting_triples(
    session: Session, iris: Iris, board_number: str, only: Collection[UUID] | None = None
) -> Iterator[Triple]:
    """Yield the answers of a board (or of some uses), in one statement; a question without an answer is not said."""
    query = select(UseAnswer).join(Use, col(Use.id) == col(UseAnswer.use_id))
    if only is not None:
        query = query.where(col(Use.id).in_(only))
    rows = session.execute(query.where(col(Use.board_number) == board_number)).scalars()
    mapping = _setting_map(iris)
    for row in sorted(rows, key=lambda one: (str(one.use_id), one.question)):
        use = NamedNode(iris.thing("use", str(row.use_id)))
        yield Triple(use, NamedNode(Property.SETTING), NamedNode(mapping.subject(row)))
        yield from mapping.triples(row)


@cache
def _setting_map(iris: Iris) -> NodeMap[UseAnswer]:
    return NodeMap(
        classes=(Class.SETTING,),
        subject=lambda row: iris.thing("use", str(row.use_id), "setting", row.question),
        props=(
            Prop(Property.QUESTION, lambda row: concept_iri("use-questions", row.question), iri, required=True),
            Prop(Property.ANSWER, lambda row: row.answer.value, required=True),
            Prop(Property.WHY, lambda row: row.reason, nl),
        ),
    )
