"""A tender dossier and a comparison of products as documents, so that XLSX, DOCX and PDF say what the pages say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from api.exports.document import Block, Cell, Document, Heading, Line, Prose, Record, Table, cell, marked, readable
from api.i18n import language, translate
from api.procurement_words import WORDS
from api.rendering import day, label, number
from swc.access.schemas import ReadModel
from swc.procurement.schemas import (
    Answered,
    BuyingBoard,
    Comparison,
    ComponentNeed,
    Levels,
    Requirement,
    TenderDossier,
    WeighedProduct,
)


def tender_document(dossier: TenderDossier) -> Document:
    """Return a tender dossier as a document in the reader's language."""
    whose = dossier.board.name if dossier.board else translate("openbare versie")
    return Document(
        title=readable(translate("Aanbestedingsdossier %(name)s", name=dossier.name)),
        subtitle=f"{whose} · {translate('Stand van')} {day(dossier.as_of)}",
        author=readable(dossier.board.name) if dossier.board else "FORA Softwarecatalogus",
        language=language.get(),
        day=dossier.as_of,
        stamp=stamp_of(dossier),
        blocks=tuple(_dossier_blocks(dossier)),
    )


def comparison_document(found: Comparison) -> Document:
    """Return a comparison as a document in the reader's language."""
    return Document(
        title=translate("Vergelijking van producten"),
        subtitle=f"{', '.join(readable(one.name) for one in found.products)} · {day(found.as_of)}",
        author="FORA Softwarecatalogus",
        language=language.get(),
        day=found.as_of,
        stamp=stamp_of(found),
        blocks=tuple(_comparison_blocks(found)),
    )


def stamp_of(found: ReadModel) -> str:
    """Return the SHA-256 of a read model in JSON, by which two prints of the same facts are known."""
    return hashlib.sha256(found.model_dump_json(by_alias=True).encode()).hexdigest()


def _dossier_blocks(dossier: TenderDossier) -> Iterator[Block]:
    yield Record(translate("Dossier"), tuple(_cover(dossier)))
    if dossier.board is not None:
        yield from _board(dossier.board)
    for one in dossier.components:
        yield from _need(one)
    yield Heading(translate("Eisen"), 1)
    yield _requirements(dossier.requirements)
    if dossier.candidates:
        yield Heading(translate("Wat van producten bekend is"), 1)
        yield Prose(translate("Producten"), translate("Toelichting"), (_unknown_note(),), note=True)
        yield _counts(dossier.candidates)
        yield _answers(dossier.requirements, dossier.candidates)


def _cover(dossier: TenderDossier) -> Iterator[tuple[str, Cell]]:
    unknown = translate("onbekend")
    yield translate("Onderwerp"), cell(dossier.name)
    yield translate("Stand van"), cell(day(dossier.as_of))
    yield translate("FORA-uitgave"), cell(dossier.release or unknown)
    yield (
        "CPV",
        marked((f"{one.notation} {WORDS.cpv(one)}", label(one.trust, "trust")) for one in dossier.cpv) or cell(unknown),
    )
    named = (f"{code} {label(code, 'data-categories')}" for code in dossier.categories)
    yield translate("Categorieën persoonsgegevens"), cell(*named) or cell(unknown)
    yield translate("Gegevensniveau"), cell(label(dossier.data_level, "data-levels"))
    yield translate("Vereiste beveiliging"), cell(*_levels(dossier.required))
    yield translate("Kenmerk (SHA-256)"), cell(stamp_of(dossier))


def _levels(required: Levels) -> Iterator[str]:
    names = ("Beschikbaarheid", "Integriteit", "Vertrouwelijkheid")
    for name, level in zip(names, (required.availability, required.integrity, required.confidentiality), strict=True):
        yield f"{translate(name)}: {label(level, 'biv-levels')}"


def _board(board: BuyingBoard) -> Iterator[Block]:
    yield Heading(board.name, 1)
    unknown = translate("onbekend")
    pupils = number(board.pupils) if board.pupils is not None else unknown
    users = number(board.users) if board.users is not None else unknown
    yield Record(
        translate("Bestuur"),
        (
            (translate("Bestuursnummer (DUO)"), cell(board.number)),
            (translate("Leerlingen"), cell(f"{translate('ten minste')} {pupils}" if board.pupils_at_least else pupils)),
            (translate("Gebruikers"), cell(users)),
            (translate("Applicaties zonder aantal gebruikers"), cell(number(board.users_unknown))),
        ),
    )
    columns = ("Applicatie", "Status", "Gebruikers", "Einde contract", "Laatste opzegdag", "Overeenkomst", "DPIA")
    yield Table(
        translate("Nu in gebruik"),
        tuple(translate(one) for one in columns),
        (22, 14, 10, 14, 14, 14, 12),
        tuple(
            (
                cell(one.name),
                cell(label(one.status, "usage-status")),
                cell(number(one.users) if one.users is not None else unknown),
                cell(day(one.contract_end) if one.contract_end else unknown),
                cell(day(one.last_notice_day)),
                cell(f"{label(one.agreement, 'agreement-presence')} {one.agreement_model}"),
                cell(label(one.dpia_state, "dpia-states")),
            )
            for one in board.uses
        ),
    )
    yield Table(
        translate("Koppelingen"),
        tuple(translate(one) for one in ("Applicatie", "Andere kant", "Richting", "Standaarden", "Categorieën")),
        (22, 22, 14, 22, 20),
        tuple(
            (
                cell(one.use_name),
                cell(one.other_name),
                cell(label(one.direction, "coupling-directions")),
                cell(*(label(code, "standards") for code in one.standards)) or cell(unknown),
                cell(*(f"{code} {label(code, 'data-categories')}" for code in one.categories)) or cell(unknown),
            )
            for one in board.couplings
        ),
    )


def _need(one: ComponentNeed) -> Iterator[Block]:
    yield Heading(one.name, 1)
    lead = ((translate("Component"), one.name),)
    rows = [
        (cell(translate(kind)), cell(each.name), cell(", ".join(each.categories)))
        for kind, found in (
            ("Applicatiefunctie", one.application_functions),
            ("Bedrijfsfunctie", one.functions),
            ("Bedrijfsproces", one.processes),
            ("Informatieobject", one.objects),
        )
        for each in found
    ]
    columns = (translate("Soort"), translate("Naam"), translate("Categorieën persoonsgegevens"))
    yield Table("FORA", columns, (20, 50, 30), tuple(rows), lead)


def _requirements(found: Iterable[Requirement]) -> Table:
    columns = ("Nummer", "Onderwerp", "Soort", "Eis", "Norm", "Bron")
    return Table(
        translate("Eisen"),
        tuple(translate(one) for one in columns),
        (14, 10, 9, 35, 16, 16),
        tuple(
            (
                cell(one.id),
                cell(WORDS.theme(one.theme)),
                cell(WORDS.kind(one.kind)),
                cell(WORDS.title(one), WORDS.text(one)),
                marked((WORDS.norm(each), label(each.trust, "trust")) for each in one.norms),
                (
                    *cell(WORDS.article(one)),
                    *marked((WORDS.origin(each), label(each.trust, "trust")) for each in one.origins),
                ),
            )
            for one in found
        ),
    )


def _counts(products: Iterable[WeighedProduct]) -> Table:
    return Table(
        translate("Producten"),
        tuple(translate(one) for one in ("Product", "Leverancier", "Onbekend", "Nee", "Ja", "Centrale DPIA")),
        (24, 22, 10, 10, 10, 24),
        tuple(
            (
                cell(one.name),
                cell(one.vendor_name or translate("onbekend")),
                cell(number(one.unknown)),
                cell(number(one.no)),
                cell(number(one.yes)),
                cell(*(f"{each.title}: {label(each.outcome, 'central-outcomes')}" for each in one.centrals))
                or cell(translate("onbekend")),
            )
            for one in products
        ),
    )


def _answers(asked: Iterable[Requirement], products: tuple[WeighedProduct, ...]) -> Table:
    """Return the matrix of requirement and product, in long form: a document has no room for many columns."""
    columns = ("Nummer", "Eis", "Product", "Antwoord", "Waaruit dat blijkt")
    return Table(
        translate("Antwoorden"),
        tuple(translate(one) for one in columns),
        (16, 26, 20, 12, 26),
        tuple(
            (cell(one.id), cell(WORDS.title(one)), cell(product.name), *_answer(product.on(one.id)))
            for one in asked
            for product in products
        ),
    )


def _answer(found: Answered) -> tuple[Cell, Cell]:
    return cell(WORDS.answer(found.answer)), _grounds(found)


def _grounds(found: Answered) -> Cell:
    return tuple(
        Line(readable(": ".join(part for part in (WORDS.fact(one), one.provenance.source_url) if part)), mark)
        for one in found.facts
        if (mark := label(one.provenance.trust, "trust").lower())
    )


def _comparison_blocks(found: Comparison) -> Iterator[Block]:
    yield Heading(translate("Samenvatting"), 1)
    yield Prose(translate("Producten"), translate("Toelichting"), (_unknown_note(),), note=True)
    yield _counts(found.products)
    yield Heading(translate("Eisen"), 1)
    yield _matrix(found)
    yield _requirements(found.requirements)
    yield Heading(translate("Waaruit de antwoorden blijken"), 1)
    yield _answers(found.requirements, found.products)


def _matrix(found: Comparison) -> Table:
    names = tuple(readable(one.name) for one in found.products)
    return Table(
        translate("Vergelijking"),
        (translate("Onderwerp"), translate("Eis"), translate("Soort"), *names),
        (12, 26, 10, *(52 // len(names) for _ in names)),
        tuple(
            (
                cell(WORDS.theme(one.theme)),
                cell(WORDS.title(one)),
                cell(WORDS.kind(one.kind)),
                *(cell(WORDS.answer(product.on(one.id).answer)) for product in found.products),
            )
            for one in found.requirements
        ),
    )


def _unknown_note() -> str:
    return translate(
        "Onbekend is geen nee: het staat er als niemand het in de catalogus heeft vastgelegd. Vraag het na."
    )
