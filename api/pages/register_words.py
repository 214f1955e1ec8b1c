"""How the register is told on a page: a field with its values, a value in words, and what a version changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.i18n import language, translate, translate_plural
from api.rendering import label, source_title
from swc.register import rules
from swc.register.kinds import CODED, BoardRole, RegisterField, ValueOrigin, ValueState
from swc.register.schemas import Activity, Detail, PathStep, RegisterValue
from vocab.namespaces import SOURCE
from vocab.sources import sources

YEAR = 365
_OWN = {"https://w3id.org/fora-swc/def": "/begrippen/ontologie"}
"""Where our own documents stand here, whatever becomes of their address in the world."""
_ONLY = {RegisterField.CONTROLLER: BoardRole.PROCESSOR, RegisterField.JOINT_CONTROLLER: BoardRole.JOINT_CONTROLLER}
_BASES = {"eea": "binnen de EER", "adequacy": "adequaatheidsbesluit", "dpf": "EU-VS-kader (Data Privacy Framework)"}
_ASPECTS = {"availability": "beschikbaarheid", "integrity": "integriteit", "confidentiality": "vertrouwelijkheid"}
_AGREEMENTS = {
    "present": "verwerkersovereenkomst aanwezig",
    "absent": "verwerkersovereenkomst ontbreekt",
    "not_needed": "geen verwerkersovereenkomst nodig",
    "unknown": "verwerkersovereenkomst onbekend",
}


_STEPS = {
    "use": "applicatie",
    "product": "product",
    "vendor": "leverancier",
    "component": "component",
    "application_function": "applicatiefunctie",
    "function": "bedrijfsfunctie",
    "process": "proces",
    "information_object": "informatieobject",
    "law": "wet",
    "category": "categorie persoonsgegevens",
    "mapping": "vertaaltabel",
    "norm": "norm",
    "country": "land",
    "coupling": "koppeling",
    "agreement": "overeenkomst",
    "sub_processor": "subverwerker",
}


@dataclass(frozen=True, slots=True)
class Block:
    """One field of an activity as a page shows it: what stands, what was rejected, and whether the law asks for it."""

    field: RegisterField
    values: tuple[RegisterValue, ...]
    rejected: tuple[RegisterValue, ...]
    asked: bool

    @property
    def to_decide(self) -> int:
        """Return how many values wait for a decision."""
        return sum(one.state is ValueState.SUGGESTED or bool(one.difference) for one in self.values)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a version changed in one field: what came, what went and what reads differently now."""

    field: RegisterField
    came: tuple[RegisterValue, ...]
    went: tuple[RegisterValue, ...]
    altered: tuple[tuple[RegisterValue, RegisterValue], ...]

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(self.came or self.went or self.altered)


def blocks(activity: Activity) -> tuple[Block, ...]:
    """Return the fields of an activity in the order of the law, those without any meaning in its role left out."""
    asked = rules.asked(activity.role)
    left_out = {one for one, role in _ONLY.items() if role is not activity.role}
    found = (
        Block(
            field=field,
            values=activity.standing(field),
            rejected=tuple(one for one in activity.of(field) if one.state is ValueState.REJECTED),
            asked=field in asked,
        )
        for field in RegisterField
        if field not in left_out or activity.of(field)
    )
    return tuple(found)


def words(one: RegisterValue) -> str:
    """Return a value as it counts, in the reader's language where it is a code and nobody wrote anything else."""
    if one.text or one.field not in CODED or language.get() == "nl":
        return one.shown
    told = label(one.key, CODED[one.field])
    return one.label if told == one.key else told


def particulars(one: RegisterValue) -> tuple[str, ...]:
    """Return what belongs to a value, each in a few words; what a derived label already says is left out."""
    detail = one.detail
    told = (
        _translated(_BASES, detail.basis),
        detail.safeguard,
        translate("norm: %(term)s", term=term(detail.norm_days)) if detail.norm_days and _off_norm(detail) else "",
        "" if detail.safeguard else _translated(_AGREEMENTS, detail.agreement),
    )
    own = one.origin is ValueOrigin.PERSON or bool(one.text) or one.state is ValueState.CHANGED
    return tuple(part for part in ((*_in_label(detail), *told) if own else told) if part)


def _in_label(detail: Detail) -> tuple[str, ...]:
    """Return what the label of a derived value says too."""
    levels = (("vereist: %(level)s", detail.level_required), ("aangetoond: %(level)s", detail.level_proven))
    return (
        detail.country,
        term(detail.term_days) if detail.term_days is not None else "",
        _translated(_ASPECTS, detail.aspect),
        *(translate(text, level=label(code, "biv-levels")) for text, code in levels if code),
    )


def _off_norm(detail: Detail) -> bool:
    return detail.term_days != detail.norm_days


def step_kind(step: PathStep) -> str:
    """Return what kind of thing a path passes, as a person calls it; empty for what needs no word."""
    return _translated(_STEPS, step.kind) if step.kind in _STEPS else ""


def term(days: int) -> str:
    """Return a number of days as people say it: whole years where it is."""
    if days and days % YEAR == 0:
        return translate_plural("%(num)s jaar", "%(num)s jaar", days // YEAR)
    return translate_plural("%(num)s dag", "%(num)s dagen", days)


def compared(new: Activity, old: Activity) -> tuple[FieldChange, ...]:
    """Return what a version changed since the one before it, by field."""
    found = (_change(field, new.of(field), old.of(field)) for field in RegisterField)
    return tuple(one for one in found if one)


def _change(field: RegisterField, new: Iterable[RegisterValue], old: Iterable[RegisterValue]) -> FieldChange:
    now, before = {one.key: one for one in new}, {one.key: one for one in old}
    return FieldChange(
        field=field,
        came=tuple(one for key, one in now.items() if key not in before),
        went=tuple(one for key, one in before.items() if key not in now),
        altered=tuple(
            (before[key], one)
            for key, one in now.items()
            if key in before and (before[key].shown, before[key].detail) != (one.shown, one.detail)
        ),
    )


def source_of(one: RegisterValue) -> tuple[str, str]:
    """Return the title and the web address of the source of a value; what is no listed source shows itself."""
    listed = sources().get(SOURCE + one.source)
    if listed is not None:
        return source_title(listed), _OWN.get(listed.url, listed.url)
    return one.source, one.source if one.source.startswith(("https://", "http://")) else ""


def _translated(names: dict[str, str], code: str) -> str:
    return translate(names.get(code, code)) if code else ""
