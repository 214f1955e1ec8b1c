"""Loads what is publicly known of central DPIAs: versions, dated references, and that nothing was found."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlmodel import Session, select

from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue.data_files import rows
from swc.catalogue.inputs import CentralMeasureInput
from swc.catalogue.models import (
    CentralDpia,
    CentralDpiaMeasure,
    CentralDpiaProduct,
    CentralDpiaVersion,
    Product,
    ProductReference,
)
from swc.catalogue.rules import first_day, key_of, outcome
from swc.catalogue.seeds.products import product_key
from swc.catalogue.seeds.reading import DATA_AS_OF, Tally, source_of
from swc.catalogue.service.central_measures import write_measures

_NONE_FOUND = "none found"
_NO_RESULT = "result not found"
_VERSIONS = ("dpia", "central dpia", "verification")
"""How an instrument begins that is a DPIA or checks one; a DTIA, a position or a decision is a reference."""


def load_centrals(session: Session, new_products: dict[str, Product], tally: Tally, *, by: Act) -> None:
    """Add the central DPIAs, their versions and the references that the catalogue lacks.

    `new_products` holds the products of this load by their name in the data: only on those is written that no
    published result is known, so that what people changed since stays.
    """
    existing = set(session.exec(select(Product.key)).all())
    versions: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows("sector_dpias.csv"):
        _note_absence(row, new_products)
        keys = [key for key in map(product_key, _products(row["product"])) if key in existing]
        if _is_version(row):
            versions[_key(row["product"])].append(row)
        elif row["instrument"] != _NONE_FOUND:
            _reference(session, row, keys, tally)
        elif not keys:
            tally.miss(row["product"], row["outcome_status"], "geen product gevonden")
    for key, published in versions.items():
        _central(session, key, published, existing, tally, by=by)


def _note_absence(row: dict[str, str], new_products: dict[str, Product]) -> None:
    """Write on new products that no published result is known, where the row says so; that is never a DPIA."""
    if row["instrument"] == _NONE_FOUND or _NO_RESULT in row["outcome_status"]:
        for name in _products(row["product"]):
            if name in new_products:
                new_products[name].no_central_dpia_found_on = DATA_AS_OF


def _is_version(row: dict[str, str]) -> bool:
    """Say whether a row is a version of a central DPIA: a DPIA, or a check of one, of which the result exists."""
    return row["instrument"].casefold().startswith(_VERSIONS) and _NO_RESULT not in row["outcome_status"]


def _subject(text: str) -> dict[str, str]:
    return next((row for row in rows("dpia_subjects.csv") if row["subject"] == text), {})


def _key(text: str) -> str:
    return _subject(text).get("key") or key_of(text)


def _products(text: str) -> list[str]:
    """Return the names in the product data that a subject is about: as listed, else its own name if that is one."""
    subject = _subject(text)
    if subject:
        return [name for name in subject["products"].split(";") if name]
    return [row["product"] for row in rows("products.csv") if row["product"] == text]


def _central(
    session: Session, key: str, published: list[dict[str, str]], existing: set[str], tally: Tally, *, by: Act
) -> None:
    """Add a central DPIA and the versions it lacks, oldest first."""
    newest = published[-1]
    if session.get(CentralDpia, key) is None:
        session.add(
            CentralDpia(
                key=key,
                title=newest["product"],
                commissioner=newest["commissioner_nl"],
                executor=newest["executor"],
                scope=newest["scope_nl"],
            )
        )
        session.flush()
        about = {product_key(name) for row in published for name in _products(row["product"])} & existing
        session.add_all(CentralDpiaProduct(central_key=key, product_key=one) for one in sorted(about))
        if not about:
            tally.miss(newest["product"], newest["instrument"], "centrale DPIA zonder product in de catalogus")
        tally.central_dpias += 1
        record(
            session,
            by=by,
            kind="central_dpia.added",
            subject=SubjectKind.CENTRAL_DPIA,
            key=key,
            after={"title": newest["product"], "products": sorted(about)},
        )
    _versions(session, key, published, tally, by=by)


def _versions(session: Session, key: str, published: list[dict[str, str]], tally: Tally, *, by: Act) -> None:
    standing = session.exec(select(CentralDpiaVersion).where(CentralDpiaVersion.central_key == key)).all()
    have = {(one.instrument, one.dated) for one in standing}
    number = max((one.number for one in standing), default=0)
    for row in sorted(published, key=lambda one: str(first_day(one["last_update"]) or "")):
        if (row["instrument_nl"], row["last_update"]) in have:
            continue
        number += 1
        session.add(
            CentralDpiaVersion(
                central_key=key,
                number=number,
                outcome=outcome(row["outcome_status"]),
                high_risks=row["high_nl"],
                other_risks=row["other_nl"],
                **_published(row),
            )
        )
        session.flush()
        _measures(session, key, number, row["action_nl"])
        tally.central_versions += 1
        record(
            session,
            by=by,
            kind="central_dpia.version_added",
            subject=SubjectKind.CENTRAL_DPIA,
            key=key,
            after={"number": number, "dated": row["last_update"], "outcome_text": row["outcome_status"]},
        )


def _measures(session: Session, key: str, number: int, actions: str) -> None:
    """Add what a version asks of boards where its source names separate actions; one sentence stays only a text.

    An action in the same words as in an earlier version keeps its code.
    """
    parts = [part.strip().rstrip(".") for part in actions.split(";")]
    texts = [f"{part[0].upper()}{part[1:]}." for part in parts if part] if len(parts) > 1 else []
    known = dict(
        session.exec(
            select(CentralDpiaMeasure.text, CentralDpiaMeasure.code).where(CentralDpiaMeasure.central_key == key)
        ).all()
    )
    write_measures(session, key, number, [CentralMeasureInput(code=known.get(text, ""), text=text) for text in texts])


def _reference(session: Session, row: dict[str, str], keys: list[str], tally: Tally) -> None:
    """Add a dated reference to each product it is about; without a product it is kept and reported."""
    about: list[str | None] = [*keys] or [None]
    for key in about:
        standing = session.exec(
            select(ProductReference).where(
                ProductReference.product_key == key,
                ProductReference.subject == row["product"],
                ProductReference.instrument == row["instrument_nl"],
                ProductReference.dated == row["last_update"],
            )
        ).first()
        if standing is not None:
            continue
        session.add(
            ProductReference(product_key=key, subject=row["product"], issuer=row["commissioner_nl"], **_published(row))
        )
        session.flush()
        tally.references += 1
        if key is None:
            tally.miss(row["product"], row["instrument"], "verwijzing zonder product in de catalogus")


def _published(row: dict[str, str]) -> dict[str, Any]:
    """Return the columns that a version and a reference share; the published wording stays beside ours."""
    return {
        "instrument": row["instrument_nl"],
        "dated": row["last_update"],
        "effective_on": first_day(row["last_update"]),
        "outcome_text": f"{row['outcome_nl']} (oorspronkelijk: “{row['outcome_status']}”)",
        "summary": row["summary_nl"],
        "board_action": row["action_nl"],
        **source_of(row).columns(),
    }
