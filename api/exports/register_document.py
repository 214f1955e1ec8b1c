"""The register of a board as a document: who is responsible, what is covered, every activity, every value's origin."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from api.exports import words
from api.exports.document import (
    Block,
    Cell,
    Document,
    Heading,
    Named,
    Prose,
    Record,
    Table,
    cell,
    marked,
    readable,
)
from api.exports.register_values import sources_part, values_table
from api.i18n import language, translate
from api.rendering import day, label, moment
from swc.dpia.file_schemas import AssessmentRow
from swc.register.kinds import COUNTS, ActivityState, BoardRole, RegisterField, ValueState
from swc.register.rules import asked
from swc.register.schemas import Activity, Register
from vocab.iris import Iris

STANDING: Final = (ActivityState.ESTABLISHED, ActivityState.SUGGESTED)
Assessments = Mapping[UUID, tuple[AssessmentRow, ...]]


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose document it is, as art. 30(1)(a) AVG asks: name and contact, and who answers questions on privacy."""

    name: str
    number: str
    address: str = ""
    kvk_number: str = ""
    phone: str = ""
    website: str = ""
    privacy_contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """A register with what stands beside it: the board, the DPIAs by activity (None: not asked for), the addresses.

    `established` says that it holds established versions only, as they were on the day. Without `origins` the annex on
    where each value comes from is left out: it makes a document of tens of pages one of hundreds.
    """

    register: Register
    holder: Holder
    iris: Iris
    assessments: Assessments | None = None
    established: bool = False
    origins: bool = True

    @property
    def standing(self) -> tuple[Activity, ...]:
        """Return the activities that are established or suggested: first those as controller."""
        found = [one for one in self.register.activities if one.state in STANDING]
        return tuple(sorted(found, key=lambda one: one.role is BoardRole.PROCESSOR))

    @property
    def closed(self) -> tuple[Activity, ...]:
        """Return the activities that were rejected or ended."""
        return tuple(one for one in self.register.activities if one.state not in STANDING)


def register_document(facts: RegisterFacts) -> Document:
    """Return the register as a document in the reader's language."""
    register = facts.register
    kind = translate("Vastgesteld op") if facts.established else translate("Stand van")
    return Document(
        title=readable(translate("Register van verwerkingsactiviteiten van %(name)s", name=register.board_name)),
        subtitle=f"{translate('Artikel 30 AVG')} · {kind} {day(register.as_of)}",
        author=readable(facts.holder.name),
        language=language.get(),
        day=register.as_of,
        stamp=stamp_of(register),
        blocks=tuple(_blocks(facts)),
    )


def stamp_of(register: Register) -> str:
    """Return the SHA-256 of the read model in JSON, by which two prints of the same register are known."""
    return hashlib.sha256(register.model_dump_json(by_alias=True).encode()).hexdigest()


def _blocks(facts: RegisterFacts) -> Iterator[Block]:
    yield _cover(facts)
    yield from _explanation(facts)
    yield from _coverage(facts)
    numbered = tuple(enumerate(facts.standing, start=1))
    yield from _activities(facts, numbered)
    yield from _closed(facts)
    if facts.origins:
        yield from _origins(numbered)
    yield from sources_part(facts.register)


def _origins(numbered: tuple[tuple[int, Activity], ...]) -> Iterator[Block]:
    """Yield the annex: every value with its path, source and certainty."""
    if numbered:
        yield Heading(translate("Bijlage: herkomst van elke waarde"), 1, apart=True)
    for number, activity in numbered:
        yield Heading(_headline(number, activity), 2, listed=False, apart=number > 1)
        yield values_table(activity, _lead(number, activity))


def _about() -> str:
    return translate("Register")


def _cover(facts: RegisterFacts) -> Record:
    holder, register = facts.holder, facts.register
    unknown = translate("niet vastgelegd")
    pairs = (
        (translate("Verwerkingsverantwoordelijke"), cell(holder.name, holder.address or unknown)),
        (translate("Bestuursnummer (DUO)"), cell(holder.number)),
        (translate("KvK-nummer"), cell(holder.kvk_number or unknown)),
        (translate("Telefoon en website"), cell(holder.phone, holder.website) or cell(unknown)),
        (translate("Contact voor privacy (FG of privacy officer)"), cell(*holder.privacy_contacts) or cell(unknown)),
        (translate("Stand van"), cell(day(register.as_of))),
        (translate("FORA-uitgave"), cell(register.release or unknown)),
        (translate("Kenmerk (SHA-256)"), cell(stamp_of(register))),
    )
    return Record(_about(), pairs)


def _explanation(facts: RegisterFacts) -> Iterator[Block]:
    states = [one for one in ValueState if not facts.established or one in COUNTS]
    text = (
        translate("Dit register bevat de vastgestelde versies van de verwerkingen, zoals zij op deze dag golden.")
        if facts.established
        else translate(
            "Dit register volgt uit het applicatielandschap, de productcatalogus en de FORA, met de besluiten van het "
            "bestuur. Wat een voorstel is, heeft het bestuur nog niet vastgesteld."
        )
    )
    where = translate("Waar elke waarde vandaan komt, staat in de Excel-, JSON- en RDF-uitvoer van dit register.")
    told = (text,) if facts.origins else (text, where)
    yield Heading(translate("Leeswijzer"), 1)
    yield Prose(_about(), translate("Inhoud"), told, lead=((translate("Gegeven"), translate("Leeswijzer")),))
    rows = tuple((cell(words.state_name(one)), cell(words.meaning(one, "value-states"))) for one in states)
    yield Table(translate("Leeswijzer"), (translate("Stand"), translate("Betekenis")), (25, 75), rows)


def _coverage(facts: RegisterFacts) -> Iterator[Block]:
    coverage = facts.register.coverage
    sheet = translate("Dekking")
    counts = [
        (translate("Vastgestelde verwerkingen"), coverage.established),
        (translate("Voorgestelde verwerkingen"), coverage.suggested),
        (translate("Afgewezen voorstellen"), coverage.rejected),
        (translate("Beëindigde verwerkingen"), coverage.ended),
        (translate("Gevraagde gegevens (verwerking × veld van art. 30 AVG)"), coverage.fields_asked),
        (translate("Daarvan ingevuld"), coverage.fields_filled),
        (translate("Daarvan afgeleid, zonder typen"), coverage.fields_derived),
        (translate("Waarden waarover nog niemand besloot"), coverage.open_suggestions),
        (translate("Waarden waarvan de afleiding nu afwijkt"), coverage.differences),
        (translate("Applicaties met persoonsgegevens (of onbekend)"), coverage.uses_with_personal_data),
        (translate("Daarvan in geen vastgestelde verwerking"), len(coverage.uses_outside)),
    ]
    yield Heading(translate("Dekking"), 1)
    yield Record(sheet, tuple((name, cell(str(count))) for name, count in counts))
    if coverage.uses_outside:
        yield Heading(translate("Applicaties buiten het register"), 2)
        rows = tuple((cell(one.name), cell(str(one.id))) for one in coverage.uses_outside)
        yield Table(translate("Buiten het register"), (translate("Applicatie"), translate("Kenmerk")), (60, 40), rows)


def _activities(facts: RegisterFacts, numbered: tuple[tuple[int, Activity], ...]) -> Iterator[Block]:
    part: bool | None = None
    for number, activity in numbered:
        processor = activity.role is BoardRole.PROCESSOR
        if processor is not part:
            yield Heading(_part(processor=processor), 1, apart=True)
        yield Heading(_headline(number, activity), 2, apart=processor is part)
        part = processor
        yield Record(translate("Verwerkingen"), tuple(_properties(facts, activity)), lead=_lead(number, activity))
    if not numbered:
        yield Heading(_part(processor=False), 1)
        text = translate("Er staan nog geen verwerkingen in dit register.")
        yield Prose(_about(), translate("Inhoud"), (text,), lead=((translate("Gegeven"), translate("Verwerkingen")),))


def _part(*, processor: bool) -> str:
    if processor:
        return translate("Verwerkingen voor anderen, als verwerker (art. 30 lid 2 AVG)")
    return translate("Verwerkingen als verwerkingsverantwoordelijke (art. 30 lid 1 AVG)")


def _headline(number: int, activity: Activity) -> str:
    return f"{number}. {readable(activity.name)}"


def _lead(number: int, activity: Activity) -> tuple[Named, ...]:
    return ((translate("Nr."), str(number)), (translate("Verwerking"), readable(activity.name)))


def _properties(facts: RegisterFacts, activity: Activity) -> Iterator[tuple[str, Cell]]:
    yield translate("Stand"), _standing(activity)
    yield translate("Rol van het bestuur"), cell(label(activity.role, "register-roles"))
    yield translate("Eigenaar (rol)"), cell(activity.owner_role or translate("niet vastgelegd"))
    yield translate("Rust op"), cell(f"{activity.anchor.name} ({words.word(words.ANCHORS, activity.anchor.kind)})")
    for one in RegisterField:
        values = activity.standing(one)
        if values:
            yield words.field_name(one), marked((words.shown(value), words.state_name(value.state)) for value in values)
        elif one in asked(activity.role):
            yield words.field_name(one), cell(_without(activity, one))
    if facts.assessments is not None:
        yield "DPIA", _assessments(facts.assessments.get(activity.id, ()))
    missing = [words.field_name(one) for one in activity.missing]
    yield translate("Nog vast te leggen (art. 30 AVG)"), cell(*missing) or cell(translate("niets"))
    if activity.version:
        iri = facts.iris.thing("processing", str(activity.id), str(activity.version))
        yield translate("Versie"), cell(str(activity.version), iri)


def _without(activity: Activity, field: RegisterField) -> str:
    """Say of a field without values whether that is a gap; a processor is a recipient too (art. 4(9) AVG)."""
    if field in activity.missing:
        return translate("ontbreekt")
    if field is RegisterField.RECIPIENT:
        return translate("alleen de verwerkers")
    return translate("niet van toepassing")


def _standing(activity: Activity) -> Cell:
    since = f" · {moment(activity.updated_at)}" if activity.updated_at else ""
    lapsed = translate("De grondslag van dit voorstel bestaat niet meer.") if activity.anchor.lapsed else ""
    return cell(label(activity.state, "register-states") + since, activity.reason, lapsed)


def _assessments(found: tuple[AssessmentRow, ...]) -> Cell:
    if not found:
        return cell(translate("geen DPIA vastgelegd"))
    return cell(*(_assessment(one) for one in found))


def _assessment(row: AssessmentRow) -> str:
    text = f"{label(row.kind, 'assessment-kinds')}: {row.title or row.use_name} – {label(row.state, 'dpia-states')}"
    return translate("%(what)s, herzien vóór %(day)s", what=text, day=day(row.review_due)) if row.review_due else text


def _closed(facts: RegisterFacts) -> Iterator[Block]:
    if not facts.closed:
        return
    columns = (translate("Verwerking"), translate("Stand"), translate("Reden"), translate("Sinds"))
    rows = tuple(
        (
            cell(one.name),
            cell(label(one.state, "register-states")),
            cell(one.reason),
            cell(day(one.ended_on) if one.ended_on else moment(one.updated_at)),
        )
        for one in facts.closed
    )
    yield Heading(translate("Afgewezen voorstellen en beëindigde verwerkingen"), 1)
    yield Table(translate("Afgewezen en beëindigd"), columns, (35, 15, 35, 15), rows)
