"""The pages of contracts, put together from the read models: the list, one contract, costs, and leaving a use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import Session
from starlette.datastructures import FormData

from api.forms import Entered, parsed
from api.pages.agreement_pages import Happening
from api.pages.history_words import sentence
from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind
from swc.audit.queries import subject_history
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.catalogue.codelists import Choice, choices
from swc.catalogue.queries import ProductFilter, products, vendor_names
from swc.errors import NotFoundError
from swc.landscape.contracts import queries
from swc.landscape.contracts.inputs import ContractFilter, ContractInput
from swc.landscape.contracts.kinds import ContractStatus
from swc.landscape.contracts.overview_schemas import ContractCoverage, CostOverview, LifecycleEntry
from swc.landscape.contracts.schemas import CalendarEntry, ContractDetail, ContractSummary, ExitFacts, PartyFact
from swc.landscape.queries import use_summaries
from swc.landscape.schemas import UseSummary

BLANK = Entered()
LAST_EVENTS = 8
MOST_ALTERNATIVES = 200
"""How many products a choice holds."""


@dataclass(frozen=True, slots=True)
class ContractListPage:
    """The contracts that a filter leaves, of how many, and how they fit with what is used."""

    board: BoardDetail
    contracts: tuple[ContractSummary, ...]
    total: int
    asked: ContractFilter
    coverage: ContractCoverage
    statuses: tuple[ContractStatus, ...] = tuple(ContractStatus)

    def count(self, status: ContractStatus) -> int:
        """Return how many of the contracts shown stand in a status."""
        return sum(one.status is status for one in self.contracts)


@dataclass(frozen=True, slots=True)
class ContractPage:
    """One contract with its form; `stored` is nothing for a new one, `products` are those to choose from.

    `deed` is what was typed to end or remove it, apart from the form, which then shows the contract as it stands.
    """

    board: BoardDetail
    stored: ContractDetail | None
    products: tuple[tuple[str, str], ...]
    vendors: tuple[str, ...]
    forms: tuple[Choice, ...]
    renewals: tuple[Choice, ...]
    happened: tuple[Happening, ...]
    form: Entered
    deed: Entered = BLANK

    @property
    def parties(self) -> str:
        """Return the parties as the form holds them, one on a line."""
        return "\n".join(one.text for one in self.stored.summary.parties) if self.stored else ""

    @property
    def documents(self) -> str:
        """Return the documents as the form holds them, one on a line."""
        return "\n".join(one.text for one in self.stored.documents) if self.stored else ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the keys of the products that the contract names."""
        return tuple(one.key for one in self.stored.summary.products) if self.stored else ()


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The days that matter for contracts, and the announced ends of what is used."""

    board: BoardDetail
    entries: tuple[CalendarEntry, ...]
    ends: tuple[LifecycleEntry, ...]


@dataclass(frozen=True, slots=True)
class CostPage:
    """What the components cost a year."""

    board: BoardDetail
    costs: CostOverview


@dataclass(frozen=True, slots=True)
class ExitPage:
    """How a board can leave one application; `alternatives` are other products for the same components."""

    board: BoardDetail
    use: UseSummary
    stored: ExitFacts
    alternatives: tuple[tuple[str, str], ...]
    form: Entered


def list_page(session: Session, number: str, asked: ContractFilter, *, by: Act) -> ContractListPage:
    """Return the page of all contracts."""
    found = queries.contracts(session, number, by.today)
    return ContractListPage(
        board=open_board(session, number, by=by),
        contracts=queries.filtered(found, asked),
        total=len(found),
        asked=asked,
        coverage=queries.coverage(session, number, by.today),
    )


def contract_page(
    session: Session, number: str, contract_id: UUID | None, *, by: Act, form: Entered = BLANK, product: str = ""
) -> ContractPage:
    """Return the page of one contract, or the form of a new one; raises `NotFoundError` for another board's."""
    stored = found_contract(session, number, contract_id, by=by) if contract_id else None
    return ContractPage(
        board=open_board(session, number, by=by),
        stored=stored,
        products=_choosable(session, number, stored, by=by),
        vendors=tuple(name for _key, name in vendor_names(session)),
        forms=choices(session, "contract-forms"),
        renewals=choices(session, "contract-renewals"),
        happened=_happened(session, stored),
        form=form if form is not BLANK or not product else Entered({"products": [product]}),
    )


def refused_deed(session: Session, number: str, contract_id: UUID, *, by: Act, deed: Entered) -> ContractPage:
    """Return the page of a contract that was not ended or removed, with what was typed and why not."""
    return replace(contract_page(session, number, contract_id, by=by), deed=deed)


def found_contract(session: Session, number: str, contract_id: UUID, *, by: Act) -> ContractDetail:
    """Return a contract of a board; raises `NotFoundError`."""
    found = queries.contract(session, number, contract_id, by.today)
    if found is None:
        raise NotFoundError("Dit contract is niet gevonden bij bestuur %(board)s.", board=number)
    return found


def calendar_page(session: Session, number: str, *, by: Act) -> CalendarPage:
    """Return the page of the days that matter."""
    return CalendarPage(
        board=open_board(session, number, by=by),
        entries=queries.calendar(session, number, by.today),
        ends=queries.lifecycle(session, number, by.today),
    )


def cost_page(session: Session, number: str, *, by: Act) -> CostPage:
    """Return the page of costs and overlap."""
    return CostPage(open_board(session, number, by=by), queries.cost_overview(session, number, by.today))


def exit_page(session: Session, number: str, use_id: UUID, *, by: Act, form: Entered = BLANK) -> ExitPage:
    """Return the page of leaving one application; raises `NotFoundError` for another board's."""
    stored = queries.use_exit(session, number, use_id)
    if stored is None:
        raise NotFoundError("Deze applicatie staat niet in het landschap van bestuur %(board)s.", board=number)
    use = next(one for one in use_summaries(session, number, on=by.today) if one.id == use_id)
    return ExitPage(
        board=open_board(session, number, by=by),
        use=use,
        stored=stored,
        alternatives=_alternatives(session, use, stored, by=by),
        form=form,
    )


def contract_input(form: FormData, stored: ContractDetail | None) -> ContractInput:
    """Return what the form says; a party that was left as it stood keeps the vendor that it was tied to."""
    data = parsed(ContractInput, form)
    held = {(one.role, one.name): one.vendor_key for one in _parties(stored)}
    parties = tuple(
        one.model_copy(update={"vendor_key": one.vendor_key or held.get((one.role, one.name))}) for one in data.parties
    )
    return data.model_copy(update={"parties": parties}).whole()


def _parties(stored: ContractDetail | None) -> tuple[PartyFact, ...]:
    return stored.summary.parties if stored else ()


def _choosable(session: Session, number: str, stored: ContractDetail | None, *, by: Act) -> tuple[tuple[str, str], ...]:
    """Return the products to tick: those in use at the board, and any that the contract names already."""
    found = {one.product_key: one.product_name for one in use_summaries(session, number, on=by.today)}
    found.update({one.key: one.name for one in (stored.summary.products if stored else ())})
    return tuple(sorted(found.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def _alternatives(session: Session, use: UseSummary, stored: ExitFacts, *, by: Act) -> tuple[tuple[str, str], ...]:
    """Return other products that are said to suit a component of the use, and the one that was named."""
    found: dict[str, str] = {}
    for component in use.components:
        fitting = products(session, ProductFilter(component=component.guid), on=by.today, limit=MOST_ALTERNATIVES)
        found |= {one.key: one.name for one in fitting.items if one.key != use.product_key}
    named = stored.alternative_product_key
    if named and named not in found:
        found[named] = stored.alternative_name or named
    return tuple(sorted(found.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def _happened(session: Session, stored: ContractDetail | None) -> tuple[Happening, ...]:
    if stored is None:
        return ()
    one = stored.summary
    found = subject_history(
        session, SubjectKind.CONTRACT, str(one.id), board_number=one.board_number, limit=LAST_EVENTS
    )
    names = {str(one.id): one.title}
    return tuple(Happening(event.at, sentence(event, names), event.reason) for event in found.events)
