"""The pages of agreements, put together from the read models: the lists, one agreement, and its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session
from starlette.datastructures import FormData

from api.catalogue_door import country_name
from api.forms import Entered
from api.pages.history_words import sentence
from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind
from swc.audit.queries import subject_history
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.catalogue.codelists import Choice, choices
from swc.landscape.agreements import queries
from swc.landscape.agreements.kinds import AgreementList
from swc.landscape.agreements.names import LIST_HINTS, LIST_NAMES, REMEDIES, WHY_NAMES
from swc.landscape.agreements.schemas import (
    AgreementBook,
    AgreementRow,
    FilledList,
    ProductRef,
    SubProcessor,
    VendorName,
)
from swc.landscape.schemas import AgreementInput

BLANK = Entered()
LAST_EVENTS = 8


@dataclass(frozen=True, slots=True)
class Countries:
    """A page that names countries."""

    def country(self, code: str | None) -> str:
        """Return the name of a country with its code."""
        return country_name(code)

    def countries(self, codes: Sequence[str]) -> str:
        """Return the names of countries, one after the other."""
        return ", ".join(country_name(code) for code in codes)

    def sub_processor(self, one: SubProcessor) -> str:
        """Return a sub-processor with its country; one of which the country is unknown says so."""
        return f"{one.name}, {country_name(one.country)}"


@dataclass(frozen=True, slots=True)
class ListPage(Countries):
    """Every agreement of a board, or one of the lists."""

    board: BoardDetail
    book: AgreementBook
    chosen: AgreementList | None

    @property
    def shown(self) -> FilledList | None:
        """Return the list that was asked for."""
        return self.book.of(self.chosen) if self.chosen else None

    @property
    def ended(self) -> frozenset[UUID]:
        """Return the agreements whose last day has passed."""
        return frozenset(one.agreement.id for one in self.book.of(AgreementList.ENDED).entries if one.agreement)

    @property
    def names(self) -> Mapping[AgreementList, str]:
        """Return what the lists are called."""
        return LIST_NAMES

    @property
    def hints(self) -> Mapping[AgreementList, str]:
        """Return what each list holds."""
        return LIST_HINTS

    @property
    def whys(self) -> Mapping[str, str]:
        """Return the sentences of the reasons."""
        return {one.value: text for one, text in WHY_NAMES.items()}

    @property
    def remedies(self) -> Mapping[str, str]:
        """Return what to do, by reason."""
        return {one.value: text for one, text in REMEDIES.items()}


@dataclass(frozen=True, slots=True)
class Happening:
    """One event about the agreement, in words."""

    at: datetime
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class AgreementPage(Countries):
    """The form of one agreement; `stored` is nothing for a new one, `vendor` the one it was begun with."""

    board: BoardDetail
    stored: AgreementRow | None
    vendor: VendorName | None
    vendor_text: str
    products: tuple[ProductRef, ...]
    vendors: tuple[str, ...]
    models: tuple[Choice, ...]
    presences: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    happened: tuple[Happening, ...]
    form: Entered

    @property
    def sub_processors(self) -> str:
        """Return the sub-processors as the form holds them, one on a line."""
        return "\n".join(one.text for one in self.stored.sub_processors) if self.stored else ""

    @property
    def locations(self) -> str:
        """Return the countries as the form holds them."""
        return ", ".join(self.stored.locations) if self.stored else ""


def list_page(session: Session, number: str, chosen: AgreementList | None, *, by: Act) -> ListPage:
    """Return the page of all agreements."""
    return ListPage(open_board(session, number, by=by), queries.agreement_book(session, number, by.today), chosen)


def new_page(session: Session, number: str, vendor: str, *, by: Act, form: Entered = BLANK) -> AgreementPage:
    """Return the form of a new agreement with the vendor that was named, or the question which vendor it is."""
    return _page(session, number, None, queries.named_vendor(session, vendor), by=by, form=form, vendor_text=vendor)


def agreement_page(
    session: Session, number: str, agreement_id: UUID, *, by: Act, form: Entered = BLANK
) -> AgreementPage:
    """Return the page of one agreement; raises `NotFoundError` for another board's."""
    stored = queries.agreement(session, number, agreement_id, by.today)
    vendor = VendorName(key=stored.vendor_key, name=stored.vendor_name) if stored.vendor_key else None
    return _page(session, number, stored, vendor, by=by, form=form, vendor_text=stored.vendor_name)


def _page(
    session: Session,
    number: str,
    stored: AgreementRow | None,
    vendor: VendorName | None,
    *,
    by: Act,
    form: Entered,
    vendor_text: str,
) -> AgreementPage:
    return AgreementPage(
        board=open_board(session, number, by=by),
        stored=stored,
        vendor=vendor,
        vendor_text=vendor.name if vendor else vendor_text,
        products=_choosable(session, stored, vendor, on=by.today),
        vendors=() if stored and stored.use_id else queries.vendor_names(session),
        models=choices(session, "agreement-models"),
        presences=choices(session, "agreement-presence"),
        categories=choices(session, "data-categories"),
        happened=_happened(session, stored),
        form=form,
    )


def _choosable(
    session: Session, stored: AgreementRow | None, vendor: VendorName | None, *, on: date
) -> tuple[ProductRef, ...]:
    """Return the products to tick: those of the vendor's group, and any that is named already."""
    if stored is not None and stored.use_id is not None:
        return ()
    found = {one.key: one for one in queries.products_of(session, vendor.key if vendor else None, on=on)}
    found.update({one.key: one for one in (stored.products if stored else ())})
    return tuple(found.values())


def _happened(session: Session, stored: AgreementRow | None) -> tuple[Happening, ...]:
    if stored is None:
        return ()
    found = subject_history(
        session, SubjectKind.AGREEMENT, str(stored.id), board_number=stored.board_number, limit=LAST_EVENTS
    )
    names = {str(stored.use_id): stored.use_name} if stored.use_id else {}
    return tuple(Happening(event.at, sentence(event, names), event.reason) for event in found.events)


def as_given(data: AgreementInput, form: FormData) -> AgreementInput:
    """Return the input with the fields of the form counted as given: one that was emptied is emptied."""
    named = {name for name in type(data).model_fields if name in form} | data.model_fields_set
    return type(data).model_validate({name: getattr(data, name) for name in named})
