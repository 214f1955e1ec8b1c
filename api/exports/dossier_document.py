"""An assessment as a document: scope, screening with reasons, the texts by part, risks, measures, advice, decision."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.exports import words
from api.exports.document import Block, Cell, Document, Heading, Prose, Record, Table, cell, readable
from api.exports.dossier_risks import measures_part, risks_part
from api.exports.register_document import Holder
from api.i18n import language, translate
from api.rendering import day, label, moment, product_kind, source_words
from swc.dpia.file_schemas import AssessmentFile, Section
from swc.dpia.names import EVENT_NAMES, STATE_NAMES
from swc.dpia.schemas import CriterionFact, Fact, Step

PARTS: Final = ("features", "lawfulness", "risks", "measures")
"""The parts A to D of the harmonised structure; what stands in another part comes after them."""


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """An assessment with the board it belongs to and the day of printing."""

    file: AssessmentFile
    holder: Holder
    today: date


def dossier_document(facts: DossierFacts) -> Document:
    """Return the assessment as a document in the reader's language."""
    head = facts.file.head
    return Document(
        title=readable(f"{label(head.kind, 'assessment-kinds')}: {head.title or head.use_name}"),
        subtitle=f"{words.word(words.KINDS, head.kind)} · {translate('Stand van')} {day(facts.today)}",
        author=readable(facts.holder.name),
        language=language.get(),
        day=facts.today,
        stamp=hashlib.sha256(facts.file.model_dump_json(by_alias=True).encode()).hexdigest(),
        blocks=tuple(_blocks(facts)),
    )


def _blocks(facts: DossierFacts) -> Iterator[Block]:
    file = facts.file
    yield _cover(facts)
    yield from _scope(file)
    yield from _screening(file)
    sections = {part: tuple(one for one in file.sections if one.part == part) for part in _parts(file)}
    for part in (*PARTS, *(one for one in sections if one not in PARTS)):
        yield Heading(_part_name(part), 1)
        for section in sections.get(part, ()):
            yield from _section(section)
        if part == "risks":
            yield from risks_part(file, facts.today)
        if part == "measures":
            yield from measures_part(file)
    yield from _advice(file)
    yield from _decision(file)
    yield from _history(file.history)


def _part_name(part: str) -> str:
    name = label(part, "dpia-sections")
    if part not in PARTS:
        return name
    return translate("Deel %(letter)s. %(name)s", letter="ABCD"[PARTS.index(part)], name=name)


def _parts(file: AssessmentFile) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.part for one in file.sections))


def _cover(facts: DossierFacts) -> Record:
    head, holder = facts.file.head, facts.holder
    unknown = translate("niet vastgelegd")
    return Record(
        translate("Dossier"),
        (
            (translate("Verwerkingsverantwoordelijke"), cell(f"{holder.name} ({holder.number})", holder.address)),
            (
                translate("Contact voor privacy (FG of privacy officer)"),
                cell(*holder.privacy_contacts) or cell(unknown),
            ),
            (translate("Soort"), cell(words.word(words.KINDS, head.kind))),
            (translate("Status"), cell(f"{label(head.state, 'dpia-states')} · {moment(head.state_since)}")),
            (translate("Plicht"), cell(label(head.duty, "dpia-duty"))),
            (translate("Afgerond"), cell(_settled(facts))),
            (translate("Herzien vóór"), cell(day(head.review_due) if head.review_due else unknown)),
            (translate("Hoogste risico na maatregelen"), cell(label(head.highest_residual, "risk-levels"))),
            (translate("Kenmerk"), cell(str(head.id))),
        ),
    )


def _settled(facts: DossierFacts) -> str:
    if facts.file.head.expired:
        return translate("verlopen: de datum van herziening is voorbij")
    return translate("ja") if facts.file.head.settled else translate("nee")


def _scope(file: AssessmentFile) -> Iterator[Block]:
    yield Heading(translate("Reikwijdte"), 1)
    head, sheet = file.head, translate("Reikwijdte")
    columns = (translate("Waarover"), translate("Naam"), translate("Versie"))
    rows = [(cell(translate("verwerking")), cell(one.name), _version(one.version)) for one in head.activities]
    if head.use_name:
        rows.append((cell(translate("applicatie")), cell(head.use_name), ()))
    if not rows:
        rows.append((cell(translate("niet vastgelegd")), (), ()))
    yield Table(sheet, columns, (25, 55, 20), tuple(rows))
    central = file.dpia.central
    if central is None:
        return
    yield Heading(translate("Centrale DPIA waarop deze rust"), 2)
    yield Record(
        translate("Centrale DPIA"),
        (
            (translate("Titel"), cell(central.title)),
            (translate("Versie"), cell(f"{central.number} · {central.dated}")),
            (translate("Uitkomst"), cell(label(central.outcome, "central-outcomes"), central.outcome_text)),
            (translate("Wat besturen moeten doen"), cell(central.board_action) or cell(translate("niet vastgelegd"))),
            (translate("Bron"), cell(central.source_url) or cell(translate("niet vastgelegd"))),
            (translate("Er is een nieuwere versie"), cell(translate("ja" if file.dpia.central_outdated else "nee"))),
        ),
    )


def _version(number: int) -> Cell:
    return cell(str(number) if number else translate("nog niet vastgesteld"))


def _screening(file: AssessmentFile) -> Iterator[Block]:
    yield Heading(translate("Voorafgaande toets"), 1)
    confirmed, outcome = file.screening, file.dpia.outcome
    if confirmed is not None:
        by = f"{confirmed.made_by} · {moment(confirmed.made_at)}"
        duty, score, motive = confirmed.duty, confirmed.wp_score, confirmed.motive
        version = confirmed.criteria_version
    else:
        by, motive, version = translate("nog door niemand bevestigd"), "", ""
        duty, score = outcome.duty, outcome.wp_score
    why = tuple(_fact(one) for one in outcome.why)
    yield Record(
        translate("Voorafgaande toets"),
        (
            (translate("Uitkomst"), cell(label(duty, "dpia-duty"))),
            (translate("Criteria van WP248 die gelden"), cell(str(score))),
            (translate("Motivering"), cell(motive, *why) or cell(translate("niet vastgelegd"))),
            (translate("Versie van de criteria"), cell(version) or cell(translate("niet vastgelegd"))),
            (translate("Bevestigd door"), cell(by)),
        ),
    )
    criteria = confirmed.criteria if confirmed is not None else file.dpia.criteria
    if criteria:
        columns = (translate("Criterium"), translate("Uitkomst"), translate("Antwoord en reden"), translate("Feiten"))
        rows = tuple(_criterion(one) for one in criteria)
        yield Heading(translate("Criteria"), 2)
        yield Table(translate("Criteria"), columns, (28, 12, 30, 30), rows)


def _criterion(one: CriterionFact) -> tuple[Cell, ...]:
    answer = _finding(one.answer) if one.answer is not None else translate("geen eigen antwoord")
    return (
        cell(f"{one.criterion}: {label(one.criterion, one.scheme)}"),
        cell(_finding(one.outcome)),
        cell(f"{answer} · {one.answered_by}" if one.answered_by else answer, one.answer_reason),
        cell(*(_fact(fact) for fact in one.facts)),
    )


def _finding(value: str) -> str:
    return translate({"yes": "ja", "no": "nee"}.get(value, "onbekend"))


def _fact(fact: Fact) -> str:
    params = dict(fact.params)
    if "category" in params:
        params["category"] = product_kind(str(params["category"]))
    text = translate(fact.message, **params)
    about = f"{fact.about}: " if fact.about else ""
    return f"{about}{text} ({source_words(fact.source)})" if fact.source else f"{about}{text}"


def _section(section: Section) -> Iterator[Block]:
    name = section.label_en if language.get() == "en" else section.label_nl
    lead = ((translate("Onderdeel"), readable(name or section.code)),)
    sheet, column = translate("Onderdelen"), translate("Tekst")
    if section.code != section.part:
        yield Heading(lead[0][1], 2)
    if section.text:
        written = f"{section.written_by} · {moment(section.written_at)}"
        told = translate("Versie %(number)s, %(written)s", number=section.number, written=written)
        yield Prose(sheet, column, _paragraphs(section.text), lead=lead)
        yield Prose(sheet, column, (told,), lead=lead, note=True)
        return
    yield Prose(sheet, column, (translate("Dit onderdeel is nog niet geschreven."),), lead=lead, note=True)
    drafted = (*_paragraphs(section.draft.text), *(readable(_fact(one)) for one in section.draft.facts))
    if drafted:
        intro = translate("Voorzet uit register, catalogus en FORA, nog niet overgenomen:")
        yield Prose(sheet, column, (intro, *drafted), lead=lead, note=True)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(found for part in readable(text).split("\n") if (found := part.strip()))


def _advice(file: AssessmentFile) -> Iterator[Block]:
    yield Heading(translate("Advies van de functionaris gegevensbescherming"), 1)
    none = cell(translate("nog niet vastgelegd"))
    dpia = file.dpia
    pairs = (
        (translate("Gezien door de FG op"), cell(day(dpia.fg_seen_on)) if dpia.fg_seen_on else none),
        (translate("Advies gegeven op"), cell(day(dpia.fg_advice_on)) if dpia.fg_advice_on else none),
        (translate("Advies"), cell(*_paragraphs(dpia.fg_advice)) or none),
    )
    yield Record(translate("Advies van de FG"), pairs)


def _decision(file: AssessmentFile) -> Iterator[Block]:
    yield Heading(translate("Besluit"), 1)
    none = cell(translate("nog niet vastgelegd"))
    dpia, clock = file.dpia, file.head.clock
    pairs = [
        (translate("Status"), cell(label(file.head.state, "dpia-states"))),
        (translate("Datum"), cell(day(dpia.decided_on)) if dpia.decided_on else none),
        (translate("Reden"), cell(*_paragraphs(dpia.reason)) or none),
        (translate("Voorwaarden"), cell(*_paragraphs(dpia.conditions)) or cell(translate("geen"))),
    ]
    if clock is not None:
        term = translate("%(day)s, %(late)s", day=day(clock.answer_due), late=_late(late=clock.overdue))
        pairs += [
            (translate("Voorgelegd aan de Autoriteit Persoonsgegevens op"), cell(day(clock.consulted_on))),
            (translate("Verlengd op"), cell(day(clock.extended_on)) if clock.extended_on else cell(translate("nee"))),
            (translate("Antwoord uiterlijk op (art. 36 AVG)"), cell(term)),
        ]
    yield Record(translate("Besluit"), tuple(pairs))


def _late(*, late: bool) -> str:
    return translate("termijn voorbij") if late else translate("termijn loopt")


def _history(steps: tuple[Step, ...]) -> Iterator[Block]:
    yield Heading(translate("Geschiedenis"), 1)
    columns = (translate("Wanneer"), translate("Stap"), translate("Status"), translate("Wie"), translate("Reden"))
    rows = tuple(
        (
            cell(moment(one.at)),
            cell(translate(EVENT_NAMES[one.event])),
            cell(translate(STATE_NAMES[one.to_state])),
            cell(one.actor),
            cell(one.reason),
        )
        for one in steps
    )
    yield Table(translate("Geschiedenis"), columns, (17, 23, 18, 14, 28), rows)
