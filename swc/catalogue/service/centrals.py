"""Central DPIAs and their versions: a version is never changed, the next one tells what changed.

A new version touches every product it is about, so that boards that rely on an older one are told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record, touched
from swc.catalogue.inputs import CentralDpiaInput, CentralVersionInput
from swc.catalogue.models import CentralDpia, CentralDpiaProduct, CentralDpiaVersion
from swc.catalogue.queries import existing_products
from swc.catalogue.rules import first_day, key_of
from swc.catalogue.service.central_measures import write_measures
from swc.catalogue.service.fields import RESERVED, plain
from swc.errors import ConflictError, InvalidInputError, NotFoundError, Problem

_FIELDS = ("title", "commissioner", "executor", "scope")


def add_central_dpia(session: Session, data: CentralDpiaInput, *, by: Act) -> str:
    """Add a central DPIA without versions yet and return its key; refuses products that do not exist."""
    by.demand(Right.EDIT_CATALOGUE)
    key = key_of(data.title)
    key = f"{key}-dpia" if key in RESERVED else key
    if session.get(CentralDpia, key) is not None:
        raise ConflictError("Er bestaat al een centrale DPIA met deze titel.", remedy="Voeg daar een versie aan toe.")
    _demand_products(session, data.products)
    session.add(CentralDpia(key=key, **data.model_dump(include=set(_FIELDS))))
    session.flush()
    session.add_all(CentralDpiaProduct(central_key=key, product_key=one) for one in sorted(set(data.products)))
    touched(session).products.update(data.products)
    _note(session, key, "central_dpia.added", after=data.model_dump(mode="json"), by=by)
    return key


def change_central_dpia(session: Session, key: str, data: CentralDpiaInput, *, by: Act) -> None:
    """Change title, makers, scope or products of a central DPIA; its key and its versions stay.

    A product that comes or goes counts as touched. Raises `NotFoundError`, and `InvalidInputError` for products that
    do not exist.
    """
    row = _found(session, key, by=by)
    _demand_products(session, data.products)
    was, now = set(_products(session, key)), set(data.products)
    before: dict[str, Any] = {name: getattr(row, name) for name in _FIELDS} | {"products": sorted(was)}
    after: dict[str, Any] = data.model_dump(include=set(_FIELDS)) | {"products": sorted(now)}
    changed = {name for name in after if after[name] != before[name]}
    if not changed:
        return
    for name in changed & set(_FIELDS):
        setattr(row, name, after[name])
    for product_key in was - now:
        session.delete(session.get_one(CentralDpiaProduct, (key, product_key)))
    session.add_all(CentralDpiaProduct(central_key=key, product_key=one) for one in sorted(now - was))
    session.flush()
    touched(session).products.update(was ^ now)
    _note(
        session,
        key,
        "central_dpia.changed",
        before={name: before[name] for name in sorted(changed)},
        after={name: after[name] for name in sorted(changed)},
        by=by,
    )


def add_central_version(session: Session, key: str, data: CentralVersionInput, *, by: Act) -> int:
    """Publish the next version of a central DPIA and return its number; what was published is never changed.

    The products it is about count as touched, so that boards which rely on an older version are told (art. 35(11)
    AVG). Refuses a date that does not exist and one before the version that stands; raises `ConflictError` when
    another version came in between.
    """
    _found(session, key, by=by)
    number, newest = _standing(session, key)
    if data.based_on is not None and data.based_on != number:
        raise ConflictError(
            "Er is intussen een andere versie gepubliceerd.",
            remedy="Bekijk die versie en begin daarvan opnieuw.",
            expected=data.based_on,
            found=number,
        )
    effective_on = _dated(data.dated, newest, by.today)
    values = data.model_dump(exclude={"measures", "based_on"})
    values["checked_on"] = data.checked_on or (by.today if data.source_url else None)
    session.add(CentralDpiaVersion(central_key=key, number=number + 1, effective_on=effective_on, **values))
    session.flush()
    measures = write_measures(session, key, number + 1, data.measures)
    touched(session).products.update(_products(session, key))
    told = {field: plain(value) for field, value in values.items()}
    after = {"number": number + 1, **told, "measures": measures}
    _note(session, key, "central_dpia.version_added", after=after, by=by)
    return number + 1


def _found(session: Session, key: str, *, by: Act) -> CentralDpia:
    """Return a central DPIA to change, locked where the database can, so that two versions get two numbers."""
    by.demand(Right.EDIT_CATALOGUE)
    row = session.get(CentralDpia, key, with_for_update=session.get_bind().dialect.name == "postgresql")
    if row is None:
        raise NotFoundError("Centrale DPIA %(key)s is niet gevonden.", key=key)
    return row


def _demand_products(session: Session, products: Iterable[str]) -> None:
    """Refuse products that do not exist."""
    wanted = list(products)
    unknown = sorted(set(wanted) - set(existing_products(session, wanted)))
    if unknown:
        raise InvalidInputError(
            "Niet alles is goed ingevuld.",
            problems=(Problem("products", "Onbekend product: %(names)s.", params={"names": ", ".join(unknown)}),),
        )


def _dated(text: str, newest: date | None, today: date) -> date:
    """Return the first day that a partial date can mean; refuses one that cannot be, is to come or goes back."""
    found = first_day(text)
    if found is None:
        problem = Problem("dated", "Deze datum bestaat niet.", "Vul jjjj, jjjj-mm of jjjj-mm-dd in.")
    elif found > today:
        problem = Problem("dated", "Deze datum ligt in de toekomst.")
    elif newest is not None and found < newest:
        problem = Problem(
            "dated",
            "De laatste versie is van %(newest)s; een nieuwe versie kan niet ouder zijn.",
            params={"newest": newest.isoformat()},
        )
    else:
        return found
    raise InvalidInputError("Niet alles is goed ingevuld.", problems=(problem,))


def _standing(session: Session, key: str) -> tuple[int, date | None]:
    number, newest = session.exec(
        select(func.max(CentralDpiaVersion.number), func.max(CentralDpiaVersion.effective_on)).where(
            CentralDpiaVersion.central_key == key
        )
    ).one()
    return number or 0, newest


def _products(session: Session, key: str) -> list[str]:
    return list(
        session.exec(select(CentralDpiaProduct.product_key).where(col(CentralDpiaProduct.central_key) == key)).all()
    )


def _note(
    session: Session,
    key: str,
    kind: str,
    *,
    after: dict[str, Any],
    before: dict[str, Any] | None = None,
    by: Act,
) -> None:
    record(session, by=by, kind=kind, subject=SubjectKind.CENTRAL_DPIA, key=key, before=before, after=after)
