"""Announced ends that touch what a board uses: of products, and of the support of the versions in use."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from swc.catalogue.models import Product, ProductVersion
from swc.landscape.contracts import stored
from swc.landscape.contracts.kinds import LifecycleKind
from swc.landscape.contracts.overview_schemas import LifecycleEntry
from swc.landscape.contracts.rules import plus_months
from swc.landscape.contracts.stored import BoardUse
from swc.landscape.models import Use
from swc.landscape.rules import folded
from vocab.norms import norm


def lifecycle(session: Session, board_number: str, today: date) -> tuple[LifecycleEntry, ...]:
    """Return the announced ends that touch live uses: of products, and of the support of versions in use.

    In two statements, the nearest first; ends that passed stand in front.
    """
    uses = [use for use in stored.uses_of_board(session, board_number, today) if use.live]
    products, versions = _announced(session, board_number)
    warned = plus_months(today, norm("end-of-life-warning-months", max(today, date(2024, 1, 1))).whole)
    found = []
    for use in uses:
        told = products.get(use.product_key)
        if told is not None:
            found.append(_end(use, LifecycleKind.PRODUCT_END, told, today, warned))
        version = versions.get(use.version_id)
        if version is not None and version[2] is not None:
            kind = LifecycleKind.VERSION_SUPPORT_END
            found.append(_end(use, kind, version[2], today, warned, version=version[:2], version_id=use.version_id))
    return tuple(sorted(found, key=lambda one: (one.on, folded(one.use_name), one.kind, str(one.use_id))))


Version = tuple[str, str, date | None]
"""The name, status and end of support of a version."""


def _announced(session: Session, board_number: str) -> tuple[dict[str, date], dict[int | None, Version]]:
    """Return the announced ends by product and, with name and status, by version in use."""
    products: dict[str, date] = {}
    versions: dict[int | None, Version] = {}
    query = (
        select(
            col(Product.key),
            col(Product.end_of_life),
            col(ProductVersion.id),
            col(ProductVersion.name),
            col(ProductVersion.status),
            col(ProductVersion.end_of_support),
        )
        .join(Use, col(Use.product_key) == col(Product.key))
        .join(ProductVersion, col(ProductVersion.id) == col(Use.version_id), isouter=True)
        .where(col(Use.board_number) == board_number)
    )
    for row in session.execute(query):
        if row.end_of_life is not None:
            products[row.key] = row.end_of_life
        if row.id is not None:
            versions[row.id] = (row.name, row.status, row.end_of_support)
    return products, versions


def _end(
    use: BoardUse,
    kind: LifecycleKind,
    on: date,
    today: date,
    warned: date,
    *,
    version: tuple[str, str] = ("", ""),
    version_id: int | None = None,
) -> LifecycleEntry:
    return LifecycleEntry(
        kind=kind,
        on=on,
        days=(on - today).days,
        use_id=use.id,
        use_name=use.name,
        product_key=use.product_key,
        product_name=use.product_name,
        version_id=version_id,
        version_name=version[0] or None,
        version_status=version[1] or None,
        within_warning=on <= warned,
    )
