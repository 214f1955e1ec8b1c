"""The dependency of a board as a document: a part for each table of the page, with every row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from api.catalogue_door import country_name
from api.dependency_names import end_name, group_name
from api.dependency_words import said
from api.exports.document import Block, Document, Heading, Record, Table, cell, readable
from api.i18n import language, translate
from api.rendering import day, label, money, percent
from swc.access.schemas import ReadModel
from swc.dependency.schemas import (
    BoardLens,
    Concentration,
    CostPart,
    ExitRow,
    FlowLink,
    GroupPart,
    GroupShare,
    Hidden,
    LensMoment,
    Part,
    Ref,
    SingleSupplier,
    UseRef,
)

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class DependencyFacts:
    """What the document tells: the lens of a day, its course over time, and where data go."""

    lens: BoardLens
    moments: tuple[LensMoment, ...]
    flows: tuple[FlowLink, ...]


def dependency_document(facts: DependencyFacts) -> Document:
    """Return the dependency of a board as a document in the reader's language."""
    lens = facts.lens
    return Document(
        title=readable(translate("Afhankelijkheid van leveranciers van %(name)s", name=lens.board_name)),
        subtitle=translate("Stand van %(day)s.", day=day(lens.on)),
        author=readable(lens.board_name),
        language=language.get(),
        day=lens.on,
        stamp=stamp_of(lens),
        blocks=tuple(_blocks(facts)),
    )


def stamp_of(found: ReadModel) -> str:
    """Return the SHA-256 of a read model in JSON, by which two prints of the same facts are known."""
    return hashlib.sha256(found.model_dump_json(by_alias=True).encode()).hexdigest()


def tabled(title: str, columns: Sequence[str], rows: Iterable[Row]) -> Iterator[Block]:
    """Yield a heading with a table below it; one without rows says that nothing is known."""
    found = tuple(tuple(cell(text) for text in row) for row in rows)
    nothing = (cell(translate("niets bekend")), *(() for _ in columns[1:]))
    yield Heading(title, 2)
    yield Table(title, tuple(columns), (100 // len(columns),) * len(columns), found or (nothing,))


def names_of(found: Iterable[Ref | UseRef]) -> str:
    """Return the names of things, with semicolons between."""
    return "; ".join(one.name for one in found)


def figure(part: Part) -> str:
    """Return a number with its share; a lower bound says so."""
    number = f"{translate('ten minste')} {part.number}" if part.at_least else str(part.number)
    return number if part.share is None else f"{number} ({percent(part.share)})"


def amount(part: CostPart) -> str:
    """Return a yearly cost with its share and the number of uses without."""
    told = "" if part.share is None else f"{money(part.amount)} ({percent(part.share)})"
    missing = translate("%(count)s zonder bedrag", count=part.without) if part.without else ""
    return "; ".join(filter(None, (told, missing)))


def bounds(one: Concentration) -> Row:
    """Return an index with its bounds and its band."""
    return (str(one.hhi) if one.hhi is not None else "", str(one.lowest), str(one.highest), said(one.band))


def _blocks(facts: DependencyFacts) -> Iterator[Block]:
    lens = facts.lens
    yield from _totals(lens)
    columns = ["Groep", "Land", "Soort eigendom", "Leveranciers", "Applicaties", "Bedrijfsfuncties", "Leerlingen"]
    columns += ["Informatieobjecten", "Kosten per jaar"]
    yield from tabled(translate("Leveranciersgroepen"), _t(columns), map(_group, lens.groups))
    yield from tabled(
        translate("Concentratie per component"),
        _t(["Component", "Applicaties", "Leverancier onbekend", "HHI", "Laagste", "Hoogste", "Klasse", "Groepen"]),
        (
            (one.name, str(one.uses), str(one.unknown), *bounds(one), names_of(_named(one.groups)))
            for one in lens.components
        ),
    )
    yield from tabled(
        translate("Eén leverancier"),
        _t(["Bedrijfsfunctie", "Groep", "Leunt op", "Applicaties", "Alternatief"]),
        (
            (one.function.name, _name(one.group), said(one.by), names_of(one.uses), _alternative(one))
            for one in lens.single_suppliers
        ),
    )
    yield from _below(lens)
    yield from _leaving(lens)
    yield from _course(facts)


def _t(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(translate(column) for column in columns)


def _totals(lens: BoardLens) -> Iterator[Block]:
    sums, title = lens.totals, translate("Overzicht")
    pairs = (
        ("Applicaties", str(sums.uses)),
        ("Leverancier onbekend", str(sums.vendor_unknown)),
        ("Eigenaar onbekend", str(sums.owner_unknown)),
        ("Niet op de FORA", str(sums.unplaced)),
        ("Bedrijfsfuncties", str(sums.functions)),
        ("Scholen", str(sums.schools)),
        ("Leerlingen", figure(Part(number=sums.pupils, at_least=sums.pupils_at_least))),
        ("Informatieobjecten", str(sums.objects)),
        ("Kosten per jaar", f"{money(sums.cost)}; {translate('%(count)s zonder bedrag', count=sums.cost_unknown)}"),
        ("HHI", " · ".join(filter(None, bounds(lens.concentration)))),
    )
    yield Heading(title, 2)
    yield Record(title, tuple((translate(name), cell(text)) for name, text in pairs))


def _group(one: GroupShare) -> Row:
    return (
        group_name(one),
        country_name(one.country) if one.key else "",
        label(one.ownership_kind, "ownership-kinds") if one.key else "",
        names_of(Ref(key=each.key, name=each.name) for each in one.vendors),
        figure(one.uses),
        figure(one.functions),
        figure(one.pupils),
        figure(one.objects),
        amount(one.cost),
    )


def _below(lens: BoardLens) -> Iterator[Block]:
    hidden = lens.hidden
    columns = _t(["Naam", "Groep", "Land", "Applicaties", "Welke"])
    for title, found in (
        (translate("Dezelfde subverwerker"), hidden.sub_processors),
        (translate("Dezelfde manier van inloggen"), hidden.sign_ons),
        (translate("Koppelingen binnen één groep"), hidden.closed_couplings),
    ):
        yield from tabled(title, columns, map(_hidden, found))
    yield from tabled(
        translate("Open standaarden"),
        _t(["Applicatie", "Component", "Stand", "Kernstandaarden"]),
        (
            (
                one.use.name,
                one.component.name,
                said(one.state),
                "; ".join(f"{label(each.code, 'standards')}: {said(each.state)}" for each in one.standards),
            )
            for one in lens.exchanges
        ),
    )


def _hidden(one: Hidden) -> Row:
    return (
        one.name,
        _name(one.group) if one.group else "",
        country_name(one.country) if one.country else "",
        figure(Part(number=len(one.uses), share=one.share)),
        names_of(one.uses),
    )


def _leaving(lens: BoardLens) -> Iterator[Block]:
    columns = ["Applicatie", "Product", "Groep", "Stand", "Plan", "Export", "Laatste exporttest", "Alternatief"]
    columns += ["Opzegtermijn"]
    yield from tabled(translate("Uitstappen"), _t(columns), map(_exit, lens.exits))
    yield from tabled(
        translate("Landen"),
        _t(["Wat", "Land", "Doorgifte van persoonsgegevens", "Applicaties", "Producten", "Partijen"]),
        (
            (
                said(one.role),
                country_name(one.country),
                said(one.basis),
                figure(Part(number=one.uses, share=one.share)),
                names_of(one.products),
                "; ".join(one.parties),
            )
            for one in lens.jurisdictions
        ),
    )


def _exit(one: ExitRow) -> Row:
    return (
        one.use.name,
        one.product.name,
        _name(one.group),
        said(one.state),
        said(one.plan),
        one.export_format or translate("onbekend"),
        day(one.export_tested_on),
        _alternative(one),
        said(one.notice),
    )


def _course(facts: DependencyFacts) -> Iterator[Block]:
    yield from tabled(
        translate("Verloop"),
        _t(["Stand op", "Applicaties", "Zonder begindatum", "HHI", "Laagste", "Hoogste", "Klasse", "Groepen"]),
        (
            (
                day(one.on),
                str(one.uses),
                str(one.undated),
                *bounds(one),
                "; ".join(f"{each.name or translate('onbekend')} {each.uses}" for each in one.groups),
            )
            for one in facts.moments
        ),
    )
    yield from tabled(
        translate("Gegevensstromen"),
        _t(["Van", "Naar", "Applicaties"]),
        (
            (
                end_name(one.source_kind, one.source_key, one.source_name),
                end_name(one.target_kind, one.target_key, one.target_name),
                str(one.weight),
            )
            for one in facts.flows
        ),
    )


def _name(group: Ref | None) -> str:
    return group.name if group and group.name else translate("leverancier onbekend")


def _named(groups: Iterable[GroupPart]) -> Iterator[Ref]:
    for one in groups:
        yield Ref(key=one.key, name=f"{one.name or translate('onbekend')} {one.uses}")


def _alternative(one: SingleSupplier | ExitRow) -> str:
    return ": ".join(filter(None, (said(one.alternative), one.alternative_name)))
