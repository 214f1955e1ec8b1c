"""A landscape out as a model, changed as people do in a modelling tool, and read in again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session

from fora.readers import read_bytes
from fora.readers.model import RawElement, RawModel, RawPair, RawRelation
from fora.writers.ameff import write
from swc.landscape.exchange import commit, queries, service
from swc.landscape.exchange import encoding as e
from swc.landscape.exchange.kinds import ExchangeChoice
from swc.landscape.exchange.model import board_file
from swc.landscape.exchange.schemas import ExchangeChoicesInput, ExchangePreview, Item, ItemChoiceInput
from swc.landscape.imports.kinds import RowState
from swc.landscape.models import Use
from tests.factories.catalogue import make_product
from tests.factories.fora import LAS
from tests.factories.landscape import make_codes, make_landscape, make_use
from tests.personas import BOARD_A, CARLA, NOW, acting

BY = acting(CARLA)
LATER = acting(CARLA, now=NOW + timedelta(days=1))


def make_exchange_landscape(session: Session) -> None:
    """Make a board, products that a file can name, and a release."""
    make_landscape(session)
    make_product(session, "rooster", name="Rooster Plus", vendor_key="schoolmaster", category="")
    make_product(session, "zermelo", name="Zermelo", vendor_key="schoolmaster", category="")
    make_codes(session, "data-categories", "P02")


def magister(session: Session) -> Use:
    """Make an application with an own name on one component."""
    return make_use(session, components=(LAS,), own_name="Ons LAS", users=120, notes="Regel een\nregel <twee> & é")


def out(session: Session) -> bytes:
    """Return the exchange file of the landscape."""
    return board_file(session, BOARD_A, by=BY).content


def back(session: Session, content: bytes) -> ExchangePreview:
    """Read a file in a day later and return what it would do."""
    batch_id = service.keep_file(session, BOARD_A, service.read_file(content, "landschap.xml"), by=LATER)
    return queries.preview(session, BOARD_A, batch_id, by=LATER, limit=500)


def edited(session: Session, change: Callable[[RawModel], object]) -> ExchangePreview:
    """Take the model, change it as a person does in a modelling tool, and read it in."""
    model = read_bytes(out(session), "landschap.xml").model
    change(model)
    model.organizations = []
    return back(session, write(model).content)


def element(model: RawModel, name: str, kind: str = e.USE) -> RawElement:
    """Return an element of a model by its name and `SWC type`."""
    return next(one for one in model.elements if one.name == name and RawPair(e.SWC_TYPE, kind) in one.properties)


def put(one: RawElement | RawRelation, key: str, value: str) -> None:
    """Give a property another value."""
    one.properties = [pair for pair in one.properties if pair.key != key] + [RawPair(key, value)]


def touched(seen: ExchangePreview) -> list[Item]:
    """Return the items that would change something or wait for a person."""
    return [one for one in seen.rows if one.state not in (RowState.UNCHANGED, RowState.SKIPPED)]


def told(seen: ExchangePreview) -> list[tuple[str, str, str]]:
    """Return every change as field, before and after."""
    return [(one.field, one.before, one.after) for item in touched(seen) for one in item.changes]


def carry_out(session: Session, seen: ExchangePreview) -> None:
    """Carry a file out."""
    commit.commit(session, BOARD_A, seen.id, by=LATER)


def choose(session: Session, seen: ExchangePreview, item: Item, kind: ExchangeChoice, key: str = "") -> ExchangePreview:
    """Choose for one item and return what the file would do now."""
    data = ExchangeChoicesInput(rows=(ItemChoiceInput(row=item.number, kind=kind, key=key),))
    service.choose(session, BOARD_A, seen.id, data, by=LATER)
    return queries.preview(session, BOARD_A, seen.id, by=LATER, limit=500)


def add_application(model: RawModel, name: str = "Zermelo") -> None:
    """Draw a new application on a component, as a person does in a modelling tool."""
    model.elements.append(RawElement("id-nieuw", "ApplicationComponent", name))
    model.relations.append(RawRelation("id-rel", "Specialization", "id-nieuw", f"id-{LAS}"))
