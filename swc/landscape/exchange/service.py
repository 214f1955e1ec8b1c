"""The steps of reading a model in: read a file and keep it (dry run), and take choices."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from fora.readers import DEFAULT_LIMITS, Limits, read_bytes
from fora.readers.model import RawModel
from swc.access.kinds import Act
from swc.errors import InvalidInputError, Problem
from swc.landscape.exchange import queries
from swc.landscape.exchange.ground import ground
from swc.landscape.exchange.kinds import ExchangeChoice
from swc.landscape.exchange.plan import plan
from swc.landscape.exchange.queries import BATCHES
from swc.landscape.exchange.reading import Known, told
from swc.landscape.exchange.reference import outline, standards
from swc.landscape.exchange.schemas import ExchangeChoicesInput, Item, ItemChoice, ItemChoiceInput
from swc.landscape.exchange.told import Told
from swc.landscape.imports.read_files import ReadFile, read_as
from swc.landscape.imports.refused import no_choice
from swc.landscape.models import Coupling, Use

_SKIP = ItemChoice(kind=ExchangeChoice.SKIP)
_KEYED = frozenset({ExchangeChoice.PRODUCT, ExchangeChoice.USE})


def read_file(content: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> ReadFile[RawModel]:
    """Read the model in a file; touches no database, since a large file takes its time.

    Raises `InvalidInputError` for a file that cannot be read, is too large or holds a DOCTYPE.
    """
    return read_as(read_bytes(content, file_name, limits).model, file_name, content)


def keep_file(session: Session, board_number: str, read: ReadFile[RawModel], *, by: Act) -> UUID:
    """Keep what a file tells of the landscape as a batch; return its id. The landscape stays as it is.

    Raises `InvalidInputError` for the file of another board, and for a model without anything of a landscape.
    """
    BATCHES.demand(session, board_number, by=by)
    found = told(read.content, known(session, board_number))
    _demand_own(found, board_number, read.file_name)
    content = {"told": found.model_dump(mode="json"), "choices": {}}
    return BATCHES.keep(session, board_number, read, content, by=by)


def known(session: Session, board_number: str) -> Known:
    """Return what a file is read against, in a fixed number of statements."""
    release = outline(session)
    return Known(
        elements=release.elements,
        relations=release.relations,
        components=release.components,
        uses=frozenset(session.exec(select(Use.id).where(col(Use.board_number) == board_number))),
        couplings=frozenset(session.exec(select(Coupling.id).where(col(Coupling.board_number) == board_number))),
        standards={guid: code for code, guid in standards().items()},
    )


def choose(session: Session, board_number: str, batch_id: UUID, data: ExchangeChoicesInput, *, by: Act) -> None:
    """Take choices for items; raises `InvalidInputError` for an item or choice that does not exist."""
    batch = BATCHES.waiting(session, board_number, batch_id, by=by)
    stands = ground(session, board_number, by.today)
    found, choices = queries.told_of(batch), queries.choices_of(batch)
    items = {one.item.number: one.item for one in plan(found, choices, stands)}
    for one in data.rows:
        item = items.get(one.row)
        if item is None:
            raise no_choice(f"onderdeel {one.row}", "Dit onderdeel staat niet in het bestand.")
        choice = _choice(one, item)
        choices.pop(item.ref, None)
        if choice is not None:
            choices[item.ref] = choice
    if data.skip:
        left = [one.item for one in plan(found, choices, stands) if one.item.state in data.skip]
        choices |= {item.ref: _SKIP for item in left}
    batch.choices = {ref: one.model_dump(mode="json") for ref, one in choices.items()}
    session.add(batch)
    session.flush()


def _demand_own(found: Told, board_number: str, file_name: str) -> None:
    if found.board not in ("", board_number):
        problem = Problem(
            where=file_name,
            message="Het bestand is het landschap van bestuur %(other)s.",
            remedy="Lees het in bij dat bestuur.",
            params={"other": found.board},
        )
    elif not (found.uses or found.couplings):
        problem = Problem(
            where=file_name,
            message="Het model bevat geen applicaties van een bestuur.",
            remedy="Een applicatie is een ApplicationComponent met een Specialization naar een referentiecomponent van "
            "de FORA, of met de eigenschap SWC type Pakketversie.",
        )
    else:
        return
    raise InvalidInputError("Het bestand is niet ingelezen.", problems=(problem,))


def _choice(one: ItemChoiceInput, item: Item) -> ItemChoice | None:
    if one.kind is None:
        return None
    key = one.key if one.kind in _KEYED else ""
    offered = any(option.kind is one.kind and option.key == key for option in item.options)
    if not offered and one.kind is not ExchangeChoice.PRODUCT:
        raise no_choice(f"onderdeel {one.row}", "Deze keuze bestaat niet.")
    return ItemChoice(kind=one.kind, key=key)
