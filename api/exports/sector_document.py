"""The dependency of the sector as a document: a part for each table, with every row that may be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from api.catalogue_door import country_name
from api.dependency_names import group_name
from api.dependency_words import said
from api.exports.dependency_document import amount, bounds, figure, stamp_of, tabled
from api.exports.document import Block, Document, Heading, Record, cell, readable
from api.i18n import language, translate
from api.rendering import day, label, percent
from swc.access.schemas import ReadModel
from swc.dependency.kinds import HiddenKind, Scenario
from swc.dependency.schemas import Part, Ref
from swc.dependency.sector_schemas import (
    SectorAlternatives,
    SectorComponent,
    SectorElement,
    SectorGroup,
    SectorHidden,
    SectorLens,
    SectorTakeover,
    SectorWhatIf,
    SingleGroupFunction,
)

Pairs = Sequence[tuple[str, str]]


def lens_document(found: SectorLens) -> Document:
    """Return the lens of the sector as a document in the reader's language."""
    return _document(translate("Afhankelijkheid van leveranciers in de sector"), found, found.on, _lens(found))


def what_if_document(found: SectorWhatIf) -> Document:
    """Return the answer to a what-if of the sector as a document in the reader's language."""
    return _document(title_of(found), found, found.on, _what_if(found))


def title_of(found: SectorWhatIf) -> str:
    """Return what is pictured to happen, to whom."""
    name = found.target.name
    if found.takeover:
        acquirer = found.takeover.acquirer.name
        return translate("Als %(name)s wordt overgenomen door %(acquirer)s", name=name, acquirer=acquirer)
    if found.scenario is Scenario.BREACH:
        return translate("Als er een datalek is bij %(name)s", name=name)
    return translate("Als %(name)s stopt", name=name)


def _document(title: str, found: ReadModel, on: date, blocks: Iterator[Block]) -> Document:
    return Document(
        title=readable(title),
        subtitle=translate("Stand van %(day)s.", day=day(on)),
        author=translate("FORA-softwarecatalogus"),
        language=language.get(),
        day=on,
        stamp=stamp_of(found),
        blocks=tuple(blocks),
    )


def _record(title: str, pairs: Pairs) -> Iterator[Block]:
    yield Heading(title, 2)
    yield Record(title, tuple((translate(name), cell(text)) for name, text in pairs))


def _t(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(translate(column) for column in columns)


def _some(part: Part | None) -> str:
    return translate("niet verteld") if part is None else figure(part)


def _count(number: int | None) -> str:
    return translate("niet verteld") if number is None else str(number)


def _name(group: Ref | None) -> str:
    return group.name if group else translate("leverancier onbekend")


def _lens(found: SectorLens) -> Iterator[Block]:
    sums = found.totals
    pairs = [
        ("Besturen die delen", str(found.boards)),
        ("Kleinste aantal besturen voor een cijfer", str(found.least_boards)),
        ("Onderwijssector", label(found.sector, "sectors") if found.sector else translate("alle")),
        ("Applicaties", str(sums.uses)),
        ("Producten", str(sums.products)),
        ("Leerlingen", figure(Part(number=sums.pupils, at_least=sums.pupils_at_least))),
        ("HHI", " · ".join(filter(None, bounds(found.concentration)))),
    ]
    yield from _record(translate("Overzicht"), pairs)
    columns = ["Groep", "Land", "Soort eigendom", "Besturen", "Applicaties", "Bedrijfsfuncties", "Leerlingen"]
    columns += ["Informatieobjecten", "Kosten per jaar", "Leunt er voor meer dan de helft op", "Leerlingen daarvan"]
    yield from tabled(translate("Leveranciersgroepen"), _t(columns), map(_group, found.groups))
    columns = ["Component", "Besturen", "Applicaties", "Leverancier onbekend", "HHI", "Laagste", "Hoogste", "Klasse"]
    yield from tabled(
        translate("Concentratie per component"), _t([*columns, "Groepen"]), map(_component, found.components)
    )
    yield from tabled(
        translate("Bedrijfsfuncties die op één groep rusten"),
        _t(["Bedrijfsfunctie", "Besturen", "Groepen", "Besturen met één groep", "Enige groep"]),
        map(_function, found.functions),
    )
    yield from tabled(
        translate("Onder de oppervlakte"),
        _t(["Soort", "Naam", "Land", "Producten", "Groepen", "Besturen", "Applicaties"]),
        map(_hidden, found.hidden),
    )


def _group(one: SectorGroup) -> Sequence[str]:
    return (
        group_name(one),
        country_name(one.country) if one.country else "",
        label(one.ownership_kind, "ownership-kinds") if one.ownership_kind else "",
        figure(one.boards),
        figure(one.uses),
        figure(one.functions),
        figure(one.pupils),
        figure(one.objects),
        amount(one.cost) if one.cost else translate("niet verteld"),
        _some(one.leaning),
        _some(one.leaning_pupils),
    )


def _component(one: SectorComponent) -> Sequence[str]:
    groups = "; ".join(f"{part.name} ({percent(part.share)})" for part in one.groups if part.share is not None)
    return (one.name, str(one.boards), str(one.uses), str(one.unknown), *bounds(one), groups)


def _function(one: SingleGroupFunction) -> Sequence[str]:
    only = one.only.name if one.only else ""
    return (one.function.name, str(one.boards), str(one.groups), _count(one.single), only)


def _hidden(one: SectorHidden) -> Sequence[str]:
    kind = translate("inloggen") if one.kind is HiddenKind.SIGN_ON else translate("subverwerker")
    country = country_name(one.country) if one.country else ""
    return (kind, one.name, country, str(one.products), str(one.groups), figure(one.boards), figure(one.uses))


def _what_if(found: SectorWhatIf) -> Iterator[Block]:
    pairs = [
        ("Doel", f"{found.target.name} ({said(found.target.kind)})"),
        ("Wat er gebeurt", said(found.scenario)),
        ("Kleinste aantal besturen voor een cijfer", str(found.least_boards)),
    ]
    if not found.enough:
        few = translate("Te weinig besturen om iets over te vertellen.")
        yield from _record(translate("Overzicht"), [*pairs, ("Besturen", few)])
        return
    agreed = found.agreements
    pairs += [
        ("Besturen", figure(found.boards)),
        ("Scholen", figure(found.schools)),
        ("Leerlingen", figure(found.pupils)),
        ("Applicaties", figure(found.uses)),
        ("Met verwerkersovereenkomst", str(agreed.present)),
        ("Zonder verwerkersovereenkomst", str(agreed.absent)),
        ("Verwerkersovereenkomst niet nodig", str(agreed.not_needed)),
        ("Verwerkersovereenkomst onbekend", str(agreed.unknown)),
        ("Koppelingen", str(found.couplings.couplings)),
        ("Koppelingen zonder standaard", str(found.couplings.without_standard)),
    ]
    yield from _record(translate("Overzicht"), pairs)
    if found.incident:
        hours, boards = str(found.incident.hours), _count(found.incident.duty_boards)
        pairs = [("Termijn in uren", hours), ("Besturen die moeten wegen of zij melden", boards)]
        yield from _record(translate("Melding"), pairs)
    if found.takeover:
        yield from _takeover(found.takeover)
    yield from _boards(found)
    yield from _counted(found)


def _boards(found: SectorWhatIf) -> Iterator[Block]:
    if found.named:
        columns = ["Bestuur", "Nummer", "Onderwijssector", "Applicaties", "Scholen", "Leerlingen"]
        columns += ["Bedrijfsfuncties", "Met verwerkersovereenkomst"]
        yield from tabled(
            translate("Besturen"),
            _t(columns),
            (
                (
                    one.name,
                    one.number,
                    label(one.sector, "sectors"),
                    figure(Part(number=one.uses, share=one.use_share)),
                    str(one.schools),
                    figure(Part(number=one.pupils, at_least=one.pupils_at_least)),
                    str(one.functions),
                    str(one.agreements_present),
                )
                for one in found.board_rows
            ),
        )
    yield from tabled(
        translate("Producten"),
        _t(["Product", "Groep", "Besturen"]),
        ((one.product.name, _name(one.group), str(one.boards)) for one in found.products),
    )


def _counted(found: SectorWhatIf) -> Iterator[Block]:
    columns = ["Naam", "Besturen", "Besturen zonder iets anders"]
    for title, elements in (
        (translate("Componenten"), found.components),
        (translate("Bedrijfsfuncties"), found.functions),
        (translate("Bedrijfsprocessen"), found.processes),
        (translate("Informatieobjecten"), found.objects),
    ):
        rows = ((one.name, str(one.boards), "" if one.alone is None else str(one.alone)) for one in elements)
        yield from tabled(title, _t(columns), rows)
    yield from tabled(
        translate("Persoonsgegevens"),
        _t(["Wat", "Naam", "Besturen"]),
        (
            *_coded(translate("Soorten gegevens"), "data-categories", found.categories),
            *_coded(translate("Over wie"), "data-subjects", found.subjects),
            *_coded(translate("Standaard"), "standards", found.couplings.standards),
        ),
    )
    yield from tabled(
        translate("Alternatieven"),
        _t(["Component", "Besturen", "Product", "Groep", "Besturen die het gebruiken"]),
        (row for one in found.alternatives for row in _alternatives(one)),
    )


def _coded(what: str, scheme: str, found: Iterable[SectorElement]) -> Iterator[Sequence[str]]:
    return ((what, label(one.key, scheme), str(one.boards)) for one in found)


def _alternatives(one: SectorAlternatives) -> Iterator[Sequence[str]]:
    for each in one.products:
        yield (one.component.name, str(one.boards), each.product.name, _name(each.group), str(each.boards))


def _takeover(found: SectorTakeover) -> Iterator[Block]:
    pairs = [
        ("HHI nu", " · ".join(filter(None, bounds(found.before)))),
        ("HHI daarna", " · ".join(filter(None, bounds(found.after)))),
    ]
    yield from _record(translate("Overname"), pairs)
    yield from tabled(
        translate("Verschuiving per component"),
        _t(["Component", "HHI nu", "Daarna", "Verschil", "Valt op"]),
        (
            (
                one.component.name,
                str(one.before),
                str(one.after),
                str(one.delta),
                translate("boven de drempel van de Commissie") if one.notable else "",
            )
            for one in found.shifts
        ),
    )
