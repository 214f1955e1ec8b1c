"""Adding central DPIAs and their new versions; a new version touches every product it is about."""

from __future__ import annotations

from datetime import date

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
from swc.catalogue.service.fields import plain
from swc.errors import ConflictError, InvalidInputError, NotFoundError, Problem


def add_central_dpia(session: Session, data: CentralDpiaInput, *, by: Act) -> str:
    """Add a central DPIA without versions yet and return its key; refuses products that do not exist."""
    by.demand(Right.EDIT_CATALOGUE)
    key = key_of(data.title)
    if session.get(CentralDpia, key) is not None:
        raise ConflictError("Er bestaat al een centrale DPIA met deze titel.", remedy="Voeg daar een versie aan toe.")
    unknown = sorted(set(data.products) - set(existing_products(session, data.products)))
    if unknown:
        raise InvalidInputError(
            "Niet alles is goed ingevuld.",
            problems=(Problem("products", "Onbekend product: %(names)s.", params={"names": ", ".join(unknown)}),),
        )
    session.add(
        CentralDpia(key=key, title=data.title, commissioner=data.commissioner, executor=data.executor, scope=data.scope)
    )
    session.flush()
    session.add_all(CentralDpiaProduct(central_key=key, product_key=one) for one in sorted(set(data.products)))
    touched(session).products.update(data.products)
    record(
        session,
        by=by,
        kind="central_dpia.added",
        subject=SubjectKind.CENTRAL_DPIA,
        key=key,
        after=data.model_dump(mode="json"),
    )
    return key


def add_central_version(session: Session, key: str, data: CentralVersionInput, *, by: Act) -> int:
    """Add the next version of a central DPIA and return its number.

    The products it is about count as touched, so that boards which rely on an older version are told (art. 35(11)
    AVG). Refuses a date that does not exist and one before the version that stands.
    """
    by.demand(Right.EDIT_CATALOGUE)
    if session.get(CentralDpia, key) is None:
        raise NotFoundError("Centrale DPIA %(key)s is niet gevonden.", key=key)
    effective_on = first_day(data.dated)
    if effective_on is None:
        raise InvalidInputError(
            "Niet alles is goed ingevuld.",
            problems=(Problem("dated", "Deze datum bestaat niet.", "Vul jjjj, jjjj-mm of jjjj-mm-dd in."),),
        )
    number, newest = _standing(session, key)
    if newest is not None and effective_on < newest:
        raise InvalidInputError(
            "Niet alles is goed ingevuld.",
            problems=(
                Problem(
                    "dated",
                    "De laatste versie is van %(newest)s; een nieuwe versie kan niet ouder zijn.",
                    params={"newest": newest.isoformat()},
                ),
            ),
        )
    values = data.model_dump()
    values["checked_on"] = data.checked_on or (by.today if data.source_url else None)
    session.add(CentralDpiaVersion(central_key=key, number=number + 1, effective_on=effective_on, **values))
    session.flush()
    touched(session).products.update(_products(session, key))
    record(
        session,
        by=by,
        kind="central_dpia.version_added",
        subject=SubjectKind.CENTRAL_DPIA,
        key=key,
        after={"number": number + 1, **{field: plain(value) for field, value in values.items()}},
    )
    return number + 1


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
