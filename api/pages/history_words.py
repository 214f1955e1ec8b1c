"""History in words: a sentence per kind of event, and readable names of fields and values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from api.i18n import translate
from api.pages.history_fields import FIELDS, SCHEMES, VALUES
from api.rendering import day, label
from swc.audit.kinds import SubjectKind
from swc.audit.schemas import EventEntry

SENTENCES: dict[str, str] = {
    "agreement.created": "%(who)s heeft de verwerkersovereenkomst van %(what)s vastgelegd.",
    "agreement.changed": "%(who)s heeft de verwerkersovereenkomst van %(what)s gewijzigd.",
    "agreement.removed": "%(who)s heeft de verwerkersovereenkomst van %(what)s verwijderd.",
    "agreements.imported": "%(who)s heeft een lijst met verwerkersovereenkomsten ingelezen.",
    "model.imported": "%(who)s heeft een ArchiMate-model ingelezen.",
    "model.undone": "%(who)s heeft een ingelezen ArchiMate-model teruggedraaid.",
    "agreements.undone": "%(who)s heeft een ingelezen lijst met verwerkersovereenkomsten teruggedraaid.",
    "api_key.created": "%(who)s heeft de API-sleutel %(what)s gemaakt.",
    "api_key.revoked": "%(who)s heeft de API-sleutel %(what)s ingetrokken.",
    "assessment.opened": "%(who)s heeft een beoordeling geopend: %(what)s.",
    "assessment.scope_changed": "%(who)s heeft gewijzigd wat de beoordeling %(what)s omvat.",
    "assessment.screening_confirmed": "%(who)s heeft de voorafgaande toets van %(what)s bevestigd.",
    "assessment.section_changed": "%(who)s heeft een tekst in de beoordeling van %(what)s gewijzigd.",
    "assessment.risk_added": "%(who)s heeft een risico toegevoegd aan de beoordeling van %(what)s.",
    "assessment.risk_changed": "%(who)s heeft een risico in de beoordeling van %(what)s gewijzigd.",
    "assessment.risk_removed": "%(who)s heeft een risico uit de beoordeling van %(what)s verwijderd.",
    "assessment.measure_added": "%(who)s heeft een maatregel toegevoegd aan de beoordeling van %(what)s.",
    "assessment.measure_changed": "%(who)s heeft een maatregel in de beoordeling van %(what)s gewijzigd.",
    "assessment.measure_settled": "%(who)s heeft een maatregel van de beoordeling van %(what)s bijgewerkt.",
    "assessment.measure_removed": "%(who)s heeft een maatregel uit de beoordeling van %(what)s verwijderd.",
    "assessment.consultation_extended": "%(who)s heeft vastgelegd dat de AP voor %(what)s meer tijd neemt.",
    "assessment.central_cited": "%(who)s heeft bij de DPIA van %(what)s naar een centrale DPIA verwezen.",
    "assessment.measures_inherited": "%(who)s heeft bij %(what)s maatregelen uit een centrale DPIA overgenomen.",
    "assessment.screen": "%(who)s is begonnen te bepalen of %(what)s een DPIA nodig heeft.",
    "assessment.conclude_not_required": "%(who)s heeft vastgesteld dat %(what)s geen DPIA nodig heeft.",
    "assessment.conclude_required": "%(who)s heeft vastgesteld dat %(what)s een DPIA nodig heeft.",
    "assessment.start": "%(who)s is begonnen met de DPIA van %(what)s.",
    "assessment.ask_advice": "%(who)s heeft de FG advies gevraagd over de DPIA van %(what)s.",
    "assessment.advise": "%(who)s heeft het advies van de FG over de DPIA van %(what)s vastgelegd.",
    "assessment.approve": "%(who)s heeft de DPIA van %(what)s goedgekeurd.",
    "assessment.approve_with_conditions": "%(who)s heeft de DPIA van %(what)s onder voorwaarden goedgekeurd.",
    "assessment.reject": "%(who)s heeft de DPIA van %(what)s afgewezen.",
    "assessment.consult_authority": "%(who)s legt de DPIA van %(what)s voor aan de Autoriteit Persoonsgegevens.",
    "assessment.answer": "%(who)s heeft het antwoord van de Autoriteit Persoonsgegevens over %(what)s vastgelegd.",
    "assessment.all_measures_done": "%(who)s heeft alle maatregelen van de DPIA van %(what)s afgerond.",
    "assessment.trigger_review": "De DPIA van %(what)s moet opnieuw bekeken worden (%(who)s).",
    "board.created": "%(who)s heeft het bestuur toegevoegd.",
    "board.imported": "%(who)s heeft gegevens van het bestuur ingelezen uit bestanden van DUO.",
    "board.measured": "%(who)s heeft een meting op het Normenkader vastgelegd.",
    "board.measurement_removed": "%(who)s heeft een meting op het Normenkader verwijderd.",
    "board.joint_buying_changed": "%(who)s heeft gewijzigd of het bestuur genoemd wil worden om samen in te kopen.",
    "board.sharing_changed": "%(who)s heeft gewijzigd met wie het bestuur zijn landschap deelt.",
    "contracts.imported": "%(who)s heeft een lijst met contracten ingelezen.",
    "contracts.undone": "%(who)s heeft een ingelezen lijst met contracten teruggedraaid.",
    "contract.added": "%(who)s heeft het contract %(what)s toegevoegd.",
    "contract.changed": "%(who)s heeft het contract %(what)s gewijzigd.",
    "contract.ended": "%(who)s heeft het einde van het contract %(what)s vastgelegd.",
    "contract.removed": "%(who)s heeft het contract %(what)s verwijderd.",
    "coupling.created": "%(who)s heeft de koppeling van %(what)s toegevoegd.",
    "coupling.changed": "%(who)s heeft de koppeling van %(what)s gewijzigd.",
    "coupling.removed": "%(who)s heeft de koppeling van %(what)s verwijderd.",
    "flag.accepted": "%(who)s heeft een signaal over %(what)s geaccepteerd.",
    "flag.acceptance_ended": "De acceptatie van een signaal over %(what)s is beëindigd (%(who)s).",
    "flag.changed": "Een signaal over %(what)s weegt anders (%(who)s).",
    "flag.opened": "Er is een signaal over %(what)s ontstaan (%(who)s).",
    "flag.reopened": "Een signaal over %(what)s is terug (%(who)s).",
    "flag.resolved": "Een signaal over %(what)s is opgelost (%(who)s).",
    "import.committed": "%(who)s heeft een applicatielijst ingelezen.",
    "person.created": "%(who)s heeft een account gemaakt voor %(what)s.",
    "person.password_reset": "%(who)s heeft %(what)s een nieuw eenmalig wachtwoord gegeven.",
    "person.role_granted": "%(who)s heeft %(what)s een rol gegeven.",
    "person.role_revoked": "%(who)s heeft een rol van %(what)s ingetrokken.",
    "processing.changed": "%(who)s heeft over de verwerking %(what)s besloten.",
    "processing.created": "%(who)s heeft de verwerking %(what)s toegevoegd.",
    "processing.ended": "%(who)s heeft de verwerking %(what)s beëindigd.",
    "processing.established": "%(who)s heeft de verwerking %(what)s vastgesteld.",
    "processing.rejected": "%(who)s heeft de voorgestelde verwerking %(what)s afgewezen.",
    "processing.reopened": "%(who)s heeft de verwerking %(what)s heropend.",
    "product.proposed": "%(who)s heeft het product %(what)s voorgesteld.",
    "register.exported": "%(who)s heeft het register van een dag met bewijs uitgevoerd.",
    "school.created": "%(who)s heeft de school %(what)s toegevoegd.",
    "site.created": "%(who)s heeft de vestiging %(what)s toegevoegd.",
    "use.exit_set": "%(who)s heeft vastgelegd hoe het bestuur van %(what)s af kan.",
    "use.created": "%(who)s heeft de applicatie %(what)s toegevoegd.",
    "use.changed": "%(who)s heeft de applicatie %(what)s gewijzigd.",
    "use.product_merged": "%(who)s heeft vermeldingen van een product samengevoegd; %(what)s hoort nu bij het andere.",
    "use.removed": "%(who)s heeft de applicatie %(what)s verwijderd.",
    "use.placed": "%(who)s heeft %(what)s op een FORA-component geplaatst.",
    "use.unplaced": "%(who)s heeft %(what)s van een FORA-component gehaald.",
    "use.judged": "%(who)s heeft bij %(what)s beoordeeld wat uit FORA volgt.",
    "use.categories_changed": "%(who)s heeft de extra gegevenscategorieën van %(what)s gewijzigd.",
    "use.settings_answered": "%(who)s heeft vragen over de inrichting van %(what)s beantwoord.",
    "use.criterion_answered": "%(who)s heeft bij %(what)s een DPIA-criterium beantwoord.",
    "webhook.added": "%(who)s heeft een webhook toegevoegd.",
    "webhook.changed": "%(who)s heeft een webhook gewijzigd.",
    "webhook.disabled": "Een webhook is uitgezet (%(who)s).",
    "webhook.paused": "%(who)s heeft een webhook stilgezet.",
    "webhook.removed": "%(who)s heeft een webhook verwijderd.",
    "webhook.resumed": "%(who)s heeft een webhook weer laten lopen.",
    "webhook.secret_rotated": "%(who)s heeft een webhook een nieuw geheim gegeven.",
    "webhook.sent_again": "%(who)s heeft berichten van een webhook opnieuw laten versturen.",
    "query.created": "%(who)s heeft de vraag %(what)s bewaard.",
    "query.changed": "%(who)s heeft de vraag %(what)s gewijzigd.",
    "query.shared": "%(who)s heeft gewijzigd wie de vraag %(what)s ziet.",
    "query.offered": "%(who)s heeft de vraag %(what)s aan de sector aangeboden.",
    "query.accepted": "%(who)s heeft de vraag %(what)s in de galerij opgenomen.",
    "query.declined": "%(who)s heeft de vraag %(what)s afgewezen voor de galerij.",
    "query.retired": "%(who)s heeft de vraag %(what)s uit de galerij gehaald.",
    "query.withdrawn": "%(who)s heeft de vraag %(what)s ingetrokken.",
}
"""The sentence of each kind of event that can happen at a board."""

NOTHING = "–"
"""What stands for no value."""

OTHER = "%(who)s: %(kind)s (%(what)s)."
"""For a kind without a sentence of its own."""

SUBJECTS: dict[SubjectKind, str] = {
    SubjectKind.USE: "applicatie",
    SubjectKind.ASSESSMENT: "DPIA",
    SubjectKind.AGREEMENT: "overeenkomst",
    SubjectKind.CONTRACT: "contract",
    SubjectKind.COUPLING: "koppeling",
    SubjectKind.FLAG: "signaal",
    SubjectKind.PROCESSING: "verwerking",
    SubjectKind.BOARD: "bestuur",
    SubjectKind.SCHOOL: "school",
    SubjectKind.SITE: "vestiging",
    SubjectKind.PERSON: "persoon",
    SubjectKind.API_KEY: "API-sleutel",
    SubjectKind.WEBHOOK: "webhook",
    SubjectKind.QUERY: "vraag",
}
"""The kinds of thing that history can be kept to, with the word for one whose name is not known."""

_NEVER_SHOWN = frozenset(
    {
        "use_id",
        "useId",
        "sha256",
        "id",
        "source_use_id",
        "target_use_id",
        "target_guid",
        "component_guid",
        "element_guid",
        "import_key",
        "version_id",
        "texts",
    }
)


def sentence(event: EventEntry, names: Mapping[str, str]) -> str:
    """Return what happened as one sentence; `names` gives the names of uses by their key."""
    kind = SENTENCES.get(event.kind, OTHER)
    return translate(kind, who=event.actor_label, what=_what(event, names), kind=event.kind)


def field_name(field: str) -> str:
    """Return the readable name of a field, in the reader's language."""
    return translate(FIELDS.get(field, field))


def is_shown(field: str) -> bool:
    """Say whether a field means something to a reader."""
    return field not in _NEVER_SHOWN


def shown(field: str, value: Any) -> str:  # noqa: ANN401 - whatever an event kept
    """Return a value in words; nothing is a dash."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return translate("ja") if value else translate("nee")
    if isinstance(value, list):
        counts = any(isinstance(item, dict) for item in value)
        return str(len(value)) if counts else ", ".join(shown(field, item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{field_name(key)}: {shown(key, part)}" for key, part in value.items() if is_shown(key))
    return _coded(field, str(value))


def _coded(field: str, value: str) -> str:
    """Return the word for a code, a day as people write it, or the text itself."""
    if (on := _day(value)) is not None:
        return day(on)
    if field in SCHEMES:
        return label(value, SCHEMES[field])
    return translate(VALUES.get(field, {}).get(value, "")) or value


def _day(value: str) -> date | None:
    """Return the day that a value is written as (jjjj-mm-dd), if it is one."""
    if len(value) != len("jjjj-mm-dd"):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def use_key(event: EventEntry) -> str:
    """Return the key of the use that an event is about, empty when it is about something else."""
    if event.subject_kind == SubjectKind.USE.value:
        return event.subject_key
    return event.told("use_id", "useId", "source_use_id")


def _what(event: EventEntry, names: Mapping[str, str]) -> str:
    """Return the name of what an event is about: of its use, of itself, or the word for such a thing."""
    named = names.get(use_key(event)) or event.told("name", "label", "subject", "own_name", "product_key")
    return named or _removed(event) or translate(subject_word(event.subject_kind))


def _removed(event: EventEntry) -> str:
    """Return the name of a use that was removed: its event holds the whole row."""
    rows = next((change.before for change in event.changes if change.field == "use"), None)
    row = rows[0] if isinstance(rows, list) and rows else {}
    return str(row.get("own_name") or row.get("product_key") or "")


def subject_word(subject_kind: str) -> str:
    """Return the word for a kind of thing, as a message id."""
    return next((word for kind, word in SUBJECTS.items() if kind.value == subject_kind), subject_kind)
