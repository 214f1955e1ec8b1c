"""What stands below an element: everything it aggregates or is composed of, and what specialises it, to any depth.

The same as `skos:broader*` in the graph of the release (see `fora.projection`).
"""

from __future__ import annotations

from sqlalchemy import literal, select, union
from sqlmodel import Session, col

from fora.kinds import ReleaseStatus
from fora.models import Relation, Release

_DOWN = ("Aggregation", "Composition")
_UP = "Specialization"


def elements_below(session: Session, guid: str) -> frozenset[str]:
    """Return an element of the published release with all that stands below it, by GUID; one statement."""
    release = select(col(Release.id)).where(col(Release.status) == ReleaseStatus.PUBLISHED).scalar_subquery()
    steps = union(
        select(col(Relation.source_guid).label("above"), col(Relation.target_guid).label("under")).where(
            col(Relation.release_id) == release, col(Relation.type).in_(_DOWN)
        ),
        select(col(Relation.target_guid).label("above"), col(Relation.source_guid).label("under")).where(
            col(Relation.release_id) == release, col(Relation.type) == _UP
        ),
    ).subquery()
    found = select(literal(guid).label("guid")).cte("below", recursive=True)
    found = found.union(select(steps.c.under).join(found, found.c.guid == steps.c.above))
    return frozenset(session.execute(select(found.c.guid)).scalars())
