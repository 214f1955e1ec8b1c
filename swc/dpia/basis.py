"""Gathers what assessments rest on today, to keep at a step and to compare with later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from uuid import UUID

from sqlalchemy import case
from sqlmodel import Session, col, select

from swc.catalogue.models import SubProcessor
from swc.dpia.centrals import Centrals
from swc.dpia.kinds import Finding
from swc.dpia.readings import Reading
from swc.dpia.schemas import CentralRef
from swc.dpia.snapshot import Snapshot, central_fact, heaviest
from swc.landscape.schemas import UseSummary
from swc.register.kinds import ActivityState, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue
from vocab.schemes import scheme

Purposes = Mapping[UUID, Mapping[str, str]]


def snapshots(session: Session, board_number: str, readings: Sequence[Reading]) -> dict[UUID, Snapshot]:
    """Return what each assessment rests on, as JSON holds it, in two statements."""
    products = {use.product_key for reading in readings for use in reading.uses}
    subs = _sub_processors(session, products)
    by_activity, by_use = _purposes(session, board_number)
    found = {}
    for reading in readings:
        one = reading.row
        purposes: dict[str, str] = {}
        for place in reading.activities if one.use_id is None else ():
            purposes |= by_activity.get(place.id, {})
        if one.use_id is not None:
            purposes |= by_use.get(str(one.use_id), {})
        found[one.id] = _snapshot(reading, subs, purposes)
    return found


def _snapshot(reading: Reading, subs: Mapping[str, Mapping[str, str]], purposes: Mapping[str, str]) -> Snapshot:
    """Return what one assessment rests on."""
    uses = reading.uses
    products = {use.product_key: use.product_name for use in uses}
    return {
        "products": products,
        "level": heaviest(use.data_level.value for use in uses),
        "categories": sorted({one.code for use in uses for one in use.categories}),
        "components": {one.guid: one.name for use in uses for one in use.components},
        "criteria": [one.criterion for one in reading.status.criteria if one.outcome is Finding.YES],
        "purposes": dict(purposes),
        "processors": {use.vendor_key: use.vendor_name for use in uses if use.vendor_key},
        "sub_processors": {key: name for product in products for key, name in subs.get(product, {}).items()},
        "owners": _owners(uses),
        "versions": {str(use.id): {"use": use.name, "version": use.version_name or ""} for use in uses},
        "ai": {
            use.product_key: {"product": use.product_name, "use": facts.ai_use, "label": _ai(facts.ai_use)}
            for use, facts in zip(uses, reading.facts, strict=True)
        },
        "centrals": {key: _central(reading, key) for key in products},
        "cites": reading.status.central is not None,
    }


def _owners(uses: Iterable[UseSummary]) -> dict[str, dict[str, str]]:
    """Return the group above each vendor."""
    return {
        use.vendor_key: {
            "group": use.group_key or "",
            "vendor": use.vendor_name or use.vendor_key,
            "name": use.group_name or "",
        }
        for use in uses
        if use.vendor_key
    }


def _central(reading: Reading, product: str) -> dict[str, object]:
    """Return the newest central DPIA that counts for a product: of the cited one, else of any about it."""
    status, centrals = reading.status, reading.centrals
    if status.central is not None and (reading.row.use_id is not None or _is_about(centrals, status.central, product)):
        return central_fact(centrals.latest(status.central.key), cites=True)
    return central_fact(centrals.newest(product), cites=False)


def _is_about(centrals: Centrals, central: CentralRef, product: str) -> bool:
    """Say whether a central DPIA is about a product."""
    return central.key in centrals.by_product.get(product, ())


@cache
def _ai_names() -> dict[str, str]:
    """Return the Dutch name of every use of AI."""
    return {one.code: one.label_nl for one in scheme("ai-uses").concepts}


def _ai(code: str | None) -> str:
    return _ai_names().get(code or "", code or "")


def _sub_processors(session: Session, products: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the sub-processors that the catalogue knows of products."""
    rows = session.exec(
        select(SubProcessor.product_key, SubProcessor.name)
        .where(col(SubProcessor.product_key).in_(sorted(products)))
        .order_by(SubProcessor.product_key, SubProcessor.name)
    ).all()
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for product, name in rows:
        found[product][f"{product}/{name}"] = name
    return found


def _purposes(session: Session, board_number: str) -> tuple[Purposes, Mapping[str, Mapping[str, str]]]:
    """Return the purposes that count in established activities, by activity and by use, in one statement."""
    shown = case((col(ProcessingValue.text) != "", col(ProcessingValue.text)), else_=col(ProcessingValue.label))
    rows = session.exec(
        select(ProcessingValue.activity_id, ProcessingValue.field, ProcessingValue.key, shown)
        .join(ProcessingActivity, col(ProcessingActivity.id) == col(ProcessingValue.activity_id))
        .where(
            ProcessingActivity.board_number == board_number,
            ProcessingActivity.state == ActivityState.ESTABLISHED,
            col(ProcessingValue.field).in_((RegisterField.PURPOSE, RegisterField.APPLICATION)),
            ProcessingValue.state != ValueState.REJECTED,
        )
    ).all()
    by_activity: dict[UUID, dict[str, str]] = defaultdict(dict)
    members: dict[str, set[UUID]] = defaultdict(set)
    for activity_id, field, key, name in rows:
        if field is RegisterField.PURPOSE:
            by_activity[activity_id][key] = name
        else:
            members[key].add(activity_id)
    by_use = {
        use: {key: name for one in activities for key, name in by_activity.get(one, {}).items()}
        for use, activities in members.items()
    }
    return by_activity, by_use
