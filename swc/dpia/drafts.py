"""Reads what the sections of an assessment can be filled in with ahead: register, catalogue and FORA."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from swc.catalogue.models import ProductCertificate, ProductLocation, SubProcessor
from swc.dpia.drafting import DraftFacts, ProductFact, written
from swc.dpia.file_schemas import SectionDraft
from swc.dpia.readings import Reading
from swc.landscape.kinds import FactState
from swc.landscape.queries import use_detail
from swc.landscape.schemas import DerivedFact
from swc.register.kinds import ActivityState, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue, ProcessingVersion
from swc.register.queries import register
from swc.register.schemas import Activity
from vocab.schemes import scheme

NAMED = (
    "usage-status",
    "data-categories",
    "agreement-presence",
    "ai-uses",
    "hosting-forms",
    "certificates",
    "wp248-criteria",
    "ap-list",
)
"""The schemes whose codes occur in a sentence."""


def drafts(session: Session, board_number: str, reading: Reading, today: date) -> dict[str, SectionDraft]:
    """Return the text that each section could begin with, by code, in a fixed number of statements."""
    products = {use.product_key: use.product_name for use in reading.uses}
    return written(
        DraftFacts(
            uses=reading.uses,
            activities=_activities(session, board_number, reading) or _suggested(session, board_number, reading, today),
            **_derived(session, board_number, reading.row.use_id, today),
            ai=tuple(
                dict.fromkeys(
                    (use.product_name, facts.ai_use) for use, facts in zip(reading.uses, reading.facts, strict=True)
                )
            ),
            sub_processors=_sub_processors(session, products),
            locations=_locations(session, products),
            certificates=_certificates(session, products),
            criteria=reading.status.criteria,
            names=_names(),
        )
    )


def _activities(session: Session, board_number: str, reading: Reading) -> tuple[Activity, ...]:
    """Return the activities covered, or those that the use takes part in, as they were established last."""
    wanted = (
        select(ProcessingVersion.content)
        .join(ProcessingActivity, col(ProcessingActivity.id) == col(ProcessingVersion.activity_id))
        .where(
            ProcessingActivity.board_number == board_number,
            ProcessingVersion.number == ProcessingActivity.current_version,
        )
        .order_by(ProcessingActivity.name, col(ProcessingActivity.id))
    )
    if reading.row.use_id is None:
        wanted = wanted.where(col(ProcessingActivity.id).in_([one.id for one in reading.activities]))
    else:
        wanted = wanted.where(
            ProcessingActivity.state == ActivityState.ESTABLISHED,
            col(ProcessingActivity.id).in_(_with_use(reading.row.use_id)),
        )
    return tuple(Activity.model_validate(content) for content in session.exec(wanted).all())


def _suggested(session: Session, board_number: str, reading: Reading, today: date) -> tuple[Activity, ...]:
    """Return the activities that are only suggested for a use, so that its file does not wait for the register."""
    use_id = reading.row.use_id
    if use_id is None:
        return ()
    found = register(session, board_number, today).activities
    return tuple(
        one for one in found if one.state is ActivityState.SUGGESTED and any(use.id == use_id for use in one.uses)
    )


def _with_use(use_id: UUID) -> SelectOfScalar[UUID]:
    """Return the question which activities hold a use."""
    return select(ProcessingValue.activity_id).where(
        ProcessingValue.field == RegisterField.APPLICATION,
        ProcessingValue.key == str(use_id),
        ProcessingValue.state != ValueState.REJECTED,
    )


def _derived(session: Session, board_number: str, use_id: UUID | None, today: date) -> Mapping[str, tuple[str, ...]]:
    """Return the names that FORA leads to for one use, without the rejected ones; activities hold their own."""
    found = None if use_id is None else use_detail(session, board_number, use_id, on=today)
    if found is None:
        return {}
    return {
        "functions": _standing(found.functions),
        "processes": _standing(found.processes),
        "laws": _standing(found.laws),
    }


def _standing(facts: Iterable[DerivedFact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in facts if one.state is not FactState.REJECTED))


def _sub_processors(session: Session, products: Mapping[str, str]) -> tuple[ProductFact, ...]:
    """Return the sub-processors of products."""
    rows = session.exec(
        select(SubProcessor)
        .where(col(SubProcessor.product_key).in_(sorted(products)))
        .order_by(SubProcessor.product_key, SubProcessor.name)
    ).all()
    return tuple(
        ProductFact(products[row.product_key], row.name, row.country or "", source=row.source_url, trust=row.trust)
        for row in rows
    )


def _locations(session: Session, products: Mapping[str, str]) -> tuple[ProductFact, ...]:
    """Return where data of products are kept or seen."""
    rows = session.exec(
        select(ProductLocation)
        .where(col(ProductLocation.product_key).in_(sorted(products)))
        .order_by(ProductLocation.product_key, ProductLocation.country, col(ProductLocation.kind))
    ).all()
    return tuple(
        ProductFact(products[row.product_key], row.country, row.country, row.kind, row.source_url, row.trust)
        for row in rows
    )


def _certificates(session: Session, products: Mapping[str, str]) -> tuple[ProductFact, ...]:
    """Return the certificates of products."""
    rows = session.exec(
        select(ProductCertificate)
        .where(col(ProductCertificate.product_key).in_(sorted(products)))
        .order_by(ProductCertificate.product_key, ProductCertificate.certificate)
    ).all()
    names = _names()
    return tuple(
        ProductFact(
            products[row.product_key],
            names.get(("certificates", row.certificate), row.certificate),
            source=row.source_url,
            trust=row.trust,
        )
        for row in rows
    )


@cache
def _names() -> dict[tuple[str, str], str]:
    """Return the Dutch of the codes that occur in sentences."""
    return {(name, one.code): one.label_nl for name in NAMED for one in scheme(name).concepts}
