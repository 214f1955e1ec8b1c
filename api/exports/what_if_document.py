"""The answer to a what-if as a document: what hangs on the target, and for a breach what a report of it asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from api.dependency_names import group_name
from api.dependency_words import said
from api.exports.dependency_document import bounds, figure, names_of, stamp_of, tabled
from api.exports.document import Block, Document, Heading, Record, cell, readable
from api.i18n import language, translate, translate_plural
from api.rendering import day, label, money
from swc.dependency.incident import NATURE
from swc.dependency.kinds import Scenario
from swc.dependency.schemas import Part
from swc.dependency.whatif_schemas import AffectedElement, Coded, Incident, NotifiedProcessor, Takeover, WhatIf

Pairs = Sequence[tuple[str, str]]


def what_if_document(found: WhatIf) -> Document:
    """Return the answer as a document in the reader's language."""
    return Document(
        title=readable(f"{title_of(found)} – {found.board_name}"),
        subtitle=translate("Stand van %(day)s.", day=day(found.on)),
        author=readable(found.board_name),
        language=language.get(),
        day=found.on,
        stamp=stamp_of(found),
        blocks=tuple(_blocks(found)),
    )


def title_of(found: WhatIf) -> str:
    """Return what is pictured to happen, to whom."""
    name = found.target.name
    if found.question.scenario is Scenario.TAKEN_OVER and found.takeover:
        return translate(
            "Als %(name)s wordt overgenomen door %(acquirer)s", name=name, acquirer=found.takeover.acquirer.name
        )
    if found.question.scenario is Scenario.BREACH:
        return translate("Als er een datalek is bij %(name)s", name=name)
    return translate("Als %(name)s stopt", name=name)


def _blocks(found: WhatIf) -> Iterator[Block]:
    pairs = [
        ("Doel", f"{found.target.name} ({said(found.target.kind)})"),
        ("Wat er gebeurt", said(found.question.scenario)),
        ("Applicaties", figure(Part(number=len(found.uses), share=found.use_share))),
        ("Scholen", str(len(found.schools))),
        ("Leerlingen", figure(found.pupils)),
    ]
    yield from _record(translate("Overzicht"), pairs)
    if found.incident:
        yield from _record(translate("Melding"), _incident(found.incident, found.target.name))
    if found.takeover:
        yield from _takeover(found.takeover)
    yield from _uses(found)
    yield from _paper(found)
    for title, elements in (
        (translate("Bedrijfsfuncties"), found.functions),
        (translate("Bedrijfsprocessen"), found.processes),
        (translate("Informatieobjecten"), found.objects),
    ):
        yield from tabled(title, _t(["Naam", "Getroffen applicaties", "Andere applicaties"]), map(_element, elements))
    yield from tabled(
        translate("Persoonsgegevens"),
        _t(["Wat", "Naam", "Applicaties"]),
        (
            *((translate("Soorten gegevens"), *_coded(one, "data-categories")) for one in found.categories),
            *((translate("Over wie"), *_coded(one, "data-subjects")) for one in found.subjects),
        ),
    )
    yield from _alternatives(found)


def _t(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(translate(column) for column in columns)


def _record(title: str, pairs: Pairs) -> Iterator[Block]:
    yield Heading(title, 2)
    yield Record(title, tuple((translate(name), cell(text)) for name, text in pairs))


def _incident(one: Incident, target: str) -> Pairs:
    persons = translate_plural("%(num)s leerling", "%(num)s leerlingen", one.persons.number)
    if one.persons.at_least:
        persons = f"{translate('ten minste')} {persons}"
    if one.staff:
        persons = f"{persons}; {translate('ook medewerkers kunnen erbij zijn')}"
    return [
        ("Melden aan de AP (art. 33 lid 1)", said(one.notify_authority)),
        ("Betrokkenen inlichten (art. 34)", said(one.notify_subjects)),
        ("Termijn in uren", str(one.hours)),
        ("Aard van het lek", translate(NATURE, name=target)),
        ("Hoogste gegevensniveau", label(one.level, "data-levels")),
        ("Soorten gegevens", _labels(one.categories, "data-categories")),
        ("Over wie", _labels(one.subjects, "data-subjects")),
        ("Hoeveel mensen, bij benadering", persons),
        ("Hoeveel accounts", translate("onbekend") if one.records is None else str(one.records)),
        ("Aanspreekpunt (art. 33 lid 3 onder b)", _contact(one.contact_roles)),
        ("Wie het u moet melden (art. 33 lid 2)", "; ".join(map(_processor, one.processors))),
        ("Waarschijnlijke gevolgen, als aanzet", "\n".join(translate(text) for text in one.consequences)),
        ("Maatregelen, als aanzet", "\n".join(translate(text) for text in one.measures)),
    ]


def _contact(roles: Sequence[str]) -> str:
    asked = translate("Naam en contactgegevens van de FG of een ander contactpunt: in te vullen")
    known = translate("Binnen het bestuur weten hier meer van: %(roles)s", roles=", ".join(roles))
    return f"{asked}. {known}" if roles else asked


def _labels(found: Iterable[Coded], scheme: str) -> str:
    return "; ".join(label(one.code, scheme) for one in found) or translate("onbekend")


def _processor(one: NotifiedProcessor) -> str:
    name = one.vendor.name if one.vendor else translate("leverancier onbekend")
    missing = translate_plural(
        "%(num)s applicatie zonder overeenkomst", "%(num)s applicaties zonder overeenkomst", one.without_agreement
    )
    return f"{name} ({missing})" if one.without_agreement else name


def _takeover(found: Takeover) -> Iterator[Block]:
    pairs = [
        ("HHI nu", " · ".join(filter(None, bounds(found.concentration_before)))),
        ("HHI daarna", " · ".join(filter(None, bounds(found.concentration_after)))),
    ]
    yield from _record(translate("Overname"), pairs)
    old = {one.key: one.uses for one in found.before}
    new = {one.key: one.uses for one in found.after}
    names = {one.key: group_name(one) for one in (*found.before, *found.after)}
    yield from tabled(
        translate("Groepen voor en na"),
        _t(["Groep", "Applicaties nu", "Daarna"]),
        ((name, str(old.get(key, 0)), str(new.get(key, 0))) for key, name in names.items()),
    )
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


def _uses(found: WhatIf) -> Iterator[Block]:
    yield from tabled(
        translate("Applicaties"),
        _t(["Applicatie", "Product", "Leverancier", "Status", "Belang", "Persoonsgegevens", "Gebruikers", "Via"]),
        (
            (
                one.name,
                one.product.name,
                one.vendor.name if one.vendor else translate("onbekend"),
                label(one.status, "usage-status"),
                label(one.criticality, "criticality"),
                label(one.personal_data, "personal-data"),
                "" if one.users is None else str(one.users),
                one.via,
            )
            for one in found.uses
        ),
    )
    yield from tabled(
        translate("Scholen"),
        _t(["School", "BRIN", "Leerlingen", "Applicaties"]),
        ((one.name, one.brin, "" if one.pupils is None else str(one.pupils), str(one.uses)) for one in found.schools),
    )
    yield from tabled(
        translate("Koppelingen"),
        _t(["Van", "Naar", "Soort", "Standaarden", "Andere kant"]),
        (
            (
                one.source,
                one.target,
                label(one.kind, "coupling-kinds"),
                "; ".join(label(code, "standards") for code in one.standards),
                translate("gaat door") if one.beyond else translate("valt ook weg"),
            )
            for one in found.couplings
        ),
    )


def _paper(found: WhatIf) -> Iterator[Block]:
    yield from tabled(
        translate("Overeenkomsten"),
        _t(["Stand", "Model", "Geldig tot", "Applicaties"]),
        (
            (
                label(one.presence, "agreement-presence"),
                label(one.model_version, "agreement-models") if one.model_version else "",
                day(one.valid_until),
                names_of(one.uses),
            )
            for one in found.agreements
        ),
    )
    yield from tabled(
        translate("Contracten"),
        _t(["Contract", "Einde", "Laatste opzegdag", "Prijs per jaar", "Producten"]),
        (
            (one.title, day(one.end_date), day(one.last_notice_day), money(one.yearly_price), names_of(one.products))
            for one in found.contracts
        ),
    )
    yield from tabled(
        "DPIA",
        _t(["Applicatie", "Plicht", "Stand"]),
        ((one.use.name, label(one.duty, "dpia-duty"), label(one.state, "dpia-states")) for one in found.dpias),
    )


def _element(one: AffectedElement) -> Sequence[str]:
    return (one.name, str(one.uses), str(one.others))


def _coded(one: Coded, scheme: str) -> Sequence[str]:
    return (label(one.code, scheme), str(one.uses))


def _alternatives(found: WhatIf) -> Iterator[Block]:
    yield from tabled(
        translate("Alternatieven"),
        _t(["Component", "Product", "Groep", "Andere besturen", "Bij u", "Geprobeerd op"]),
        (
            (
                one.component.name,
                one.product.name,
                one.group.name if one.group else translate("leverancier onbekend"),
                translate("te weinig om te noemen") if one.boards is None else str(one.boards),
                translate("in gebruik") if one.here else "",
                day(one.tested_on) if one.tested_on else "",
            )
            for one in found.alternatives
        ),
    )
