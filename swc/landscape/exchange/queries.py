"""Reads of model files that were read in: the batches of a board, and one with what it would do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from fora import queries as fora
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.landscape.exchange.ground import ground
from swc.landscape.exchange.models import ExchangeBatch
from swc.landscape.exchange.plan import plan
from swc.landscape.exchange.schemas import ExchangePreview, ExchangeSummary, ItemChoice
from swc.landscape.exchange.told import Told
from swc.landscape.imports.batches import Batches, PlannedRow


def told_of(batch: ExchangeBatch) -> Told:
    """Return what a batch keeps of its file; one that was carried out keeps nothing."""
    return Told.model_validate(batch.told)


def choices_of(batch: ExchangeBatch) -> dict[str, ItemChoice]:
    """Return the choices of a batch by the identifier of the item."""
    return {ref: ItemChoice.model_validate(one) for ref, one in batch.choices.items()}


def _weigh(session: Session, batch: ExchangeBatch, by: Act) -> tuple[Sequence[PlannedRow], dict[str, Any]]:
    told, published = told_of(batch), fora.published(session)
    waiting = batch.committed_at is None
    planned = plan(told, choices_of(batch), ground(session, batch.board_number, by.today)) if waiting else ()
    releases = {"release": told.release, "published_release": published.version if published else ""}
    return [one.item for one in planned], releases


BATCHES = Batches(ExchangeBatch, ExchangeSummary, ExchangePreview, Right.EDIT_LANDSCAPE, _weigh)
preview = BATCHES.preview
