"""Cleaning of values: one rule for each known dirt, each with a report line; the original always stays beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from fora.kinds import Level, Lifecycle, PersonalData
from fora.readers.model import RawPair

PERSONAL_DATA = "Persoonsgegevens"
AVAILABILITY = "Beschikbaarheid"
INTEGRITY = "Integriteit"
CONFIDENTIALITY = "Vertrouwelijkheid"
DOMAIN = "Domein"
TYPE_KEYS = ("FORA-type", "GEMMA type", "Type")
"""Where a model says what an element is, in order of preference (FORA, GEMMA, ROSA)."""

NAMELESS = "(zonder naam)"
"""The name of what the model left without one."""

UNFILLED = frozenset({"", "niet ingevuld", "undefined", "???", "onbekend"})
"""What people write for "not filled in"; it counts as unknown, never as no."""

_LEVELS = {"laag": Level.LOW, "midden": Level.MIDDLE, "hoog": Level.HIGH}
_ANSWERS = {"ja": PersonalData.YES, "nee": PersonalData.NO}
_SPELLING = {
    PERSONAL_DATA: {"ja": "Ja", "nee": "Nee"},
    "Onderwijsbegrippen.nl": {"ja": "Ja", "nee": "Nee"},
    AVAILABILITY: {one: one.capitalize() for one in _LEVELS},
    INTEGRITY: {one: one.capitalize() for one in _LEVELS},
    CONFIDENTIALITY: {one: one.capitalize() for one in _LEVELS},
}
_FACETS = frozenset({PERSONAL_DATA, AVAILABILITY, INTEGRITY, CONFIDENTIALITY})
_FOLDERS = {"ACTUEEL": Lifecycle.CURRENT, "TODO": Lifecycle.CONCEPT, "VERVALLEN": Lifecycle.WITHDRAWN}
_DUTCH_DATE = re.compile(r"^(\d{1,2})-(\d{1,2})-(\d{4})$")
_ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_SPACE = re.compile(r"\s+")
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing that a report line is about."""

    kind: str
    guid: str
    name: str


@dataclass(slots=True)
class Report:
    """The report lines of one reading, in reading order."""

    lines: list[dict[str, object]] = field(default_factory=list)

    def add(self, subject: Subject, prop: str, old: str, new: str | None, reason: str) -> None:
        """Add a line; `new` is None where the value could not be used."""
        self.lines.append(
            {
                "number": len(self.lines) + 1,
                "subject_kind": subject.kind,
                "subject_guid": subject.guid[:80],
                "subject_name": subject.name,
                "property": prop,
                "old_value": old,
                "new_value": new,
                "reason": reason,
            }
        )


def clean_name(name: str, subject: Subject, report: Report) -> str:
    """Return a name on one line without outer or double spaces."""
    found = _SPACE.sub(" ", name).strip()
    if found != name:
        broken = "\n" in name or "\r" in name
        report.add(subject, "name", name, found, "regeleinde in de naam" if broken else "overbodige spaties in de naam")
    if found:
        return found
    report.add(subject, "name", name, NAMELESS, "de naam is leeg")
    return NAMELESS


def clean_pairs(
    pairs: Sequence[RawPair], subject: Subject, report: Report, domains: dict[str, str]
) -> list[dict[str, str]]:
    """Return properties as stored: `key`, `value` and, where cleaning changed it, `raw`; languages are kept.

    `domains` maps the folded name of each domain to its name.
    """
    found = []
    for pair in pairs:
        key = pair.key.strip()
        value = _clean_value(key, pair.value, subject, report, domains)
        stored = {"key": key, "value": value}
        if value != pair.value:
            stored["raw"] = pair.value
        if pair.lang:
            stored["lang"] = pair.lang
        if key != pair.key:
            report.add(subject, pair.key, pair.key, key, "spaties rond de naam van de eigenschap")
        if not key:
            report.add(subject, "", pair.value, pair.value, "de eigenschap heeft geen naam; de waarde is bewaard")
        found.append(stored)
    return found


def fold(text: str) -> str:
    """Return a name as it is compared: lower case, plain hyphens, single spaces."""
    return _SPACE.sub(" ", text.translate(_DASHES)).strip().lower()


def personal_data(pairs: Sequence[dict[str, str]], subject: Subject, report: Report) -> PersonalData:
    """Return FORA's answer on personal data; two answers that differ count as yes, what is not filled in as unknown."""
    values = _values(pairs, PERSONAL_DATA)
    answers = {_ANSWERS[value.lower()] for value in values if value.lower() in _ANSWERS}
    if len(answers) > 1:
        report.add(subject, PERSONAL_DATA, " / ".join(values), "Ja", "twee antwoorden; het zwaarste telt")
        return PersonalData.YES
    return next(iter(answers), PersonalData.UNKNOWN)


def level(pairs: Sequence[dict[str, str]], key: str, subject: Subject, report: Report) -> Level:
    """Return a BIV level; two levels that differ count as the highest."""
    values = _values(pairs, key)
    levels = [_LEVELS[value.lower()] for value in values if value.lower() in _LEVELS]
    if not levels:
        return Level.UNKNOWN
    order = list(_LEVELS.values())
    highest = max(levels, key=order.index)
    if len(set(levels)) > 1:
        report.add(subject, key, " / ".join(values), highest.value.capitalize(), "twee waarden; de hoogste telt")
    return highest


def fora_type(pairs: Sequence[dict[str, str]]) -> str:
    """Return what the model calls the element, or an empty text."""
    for key in TYPE_KEYS:
        for value in _values(pairs, key):
            return value[:80]
    return ""


def lifecycle(folder: Sequence[str]) -> Lifecycle:
    """Return the life cycle that a folder name gives; elsewhere an element is current."""
    for name in reversed(folder):
        if name.strip().upper() in _FOLDERS:
            return _FOLDERS[name.strip().upper()]
    return Lifecycle.CURRENT


def is_metamodel(folder: Sequence[str]) -> bool:
    """Say whether a folder holds the metamodel."""
    return any(name.strip().lower() == "metamodel" for name in folder)


def _values(pairs: Sequence[dict[str, str]], key: str) -> list[str]:
    return [one["value"] for one in pairs if one["key"] == key and one["value"]]


def _clean_value(key: str, value: str, subject: Subject, report: Report, domains: dict[str, str]) -> str:
    found = value.strip()
    if found != value:
        report.add(subject, key, value, found, "spaties of een regeleinde aan het begin of eind")
    rule = _rule(key)
    return found if rule is None else rule(key, found, subject, report, domains)


Rule = Callable[[str, str, Subject, Report, dict[str, str]], str]


def _rule(key: str) -> Rule | None:
    if key in _SPELLING:
        return _spelled
    if key == DOMAIN:
        return _domain
    return _dated if key.lower().endswith("datum") else None


def _spelled(key: str, value: str, subject: Subject, report: Report, _domains: dict[str, str]) -> str:
    known = _SPELLING[key]
    if value.lower() in known:
        proper = known[value.lower()]
        if proper != value:
            report.add(subject, key, value, proper, "hoofdletters gelijkgetrokken")
        return proper
    if key in _FACETS:
        unfilled = value.lower() in UNFILLED
        reason = "niet ingevuld; telt als onbekend" if unfilled else "waarde niet herkend; telt als onbekend"
        report.add(subject, key, value, None, reason)
    return value


def _domain(key: str, value: str, subject: Subject, report: Report, domains: dict[str, str]) -> str:
    if value.lower() in UNFILLED:
        report.add(subject, key, value, None, "niet ingevuld; telt als onbekend")
        return value
    proper = domains.get(fold(value))
    if proper is None:
        if domains:
            report.add(subject, key, value, None, "er is geen domein met deze naam in het model")
        return value
    if proper != value:
        report.add(subject, key, value, proper, "naam van het domein gelijkgetrokken (streepje of hoofdletters)")
    return proper


def _dated(key: str, value: str, subject: Subject, report: Report, _domains: dict[str, str]) -> str:
    if not value or _ISO_DATE.match(value):
        return value
    match = _DUTCH_DATE.match(value)
    try:
        found = date(*(int(part) for part in reversed(match.groups()))).isoformat() if match else None
    except ValueError:
        found = None
    reason = "datum als jjjj-mm-dd geschreven" if found else "geen datum; de waarde is bewaard zoals zij was"
    report.add(subject, key, value, found, reason)
    return found or value
