"""The version of a product that a use runs: from the name people give it to its number, and back in events."""

from __future__ import annotations

from typing import TypeVar

from sqlmodel import Session, select

from swc.catalogue.models import ProductVersion
from swc.catalogue.rules import version_key
from swc.landscape.schemas import UseUpdate
from swc.landscape.service.opening import Json

Fields = TypeVar("Fields", bound=UseUpdate)


def with_version(session: Session, product_key: str, data: Fields) -> Fields:
    """Return the fields with the version that was named by its number.

    A name that no version of the product has, or another than the one with the given number, is left for the checks.
    """
    given = data.model_fields_set
    if "version_name" not in given:
        return data
    if not data.version_name:
        return data if "version_id" in given else data.model_copy(update={"version_id": None})
    found = _by_name(session, product_key, data.version_name)
    if found is None or ("version_id" in given and data.version_id not in (None, found)):
        return data
    return data.model_copy(update={"version_id": found, "version_name": None})


def told(session: Session, facts: Json) -> Json:
    """Return what an event tells with the name of a version beside its number, for who reads it later."""
    if "version_id" not in facts:
        return facts
    name = select(ProductVersion.name).where(ProductVersion.id == facts["version_id"])
    return {**facts, "version": session.exec(name).first()}


def _by_name(session: Session, product_key: str, name: str) -> int | None:
    rows = session.exec(
        select(ProductVersion.id, ProductVersion.name).where(ProductVersion.product_key == product_key)
    ).all()
    return next((one for one, known in rows if version_key(known) == version_key(name)), None)
