"""What a rule and a finding are: declarations that page, JSON, RDF and documentation are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from swc.risk.facts import BoardFacts
from swc.risk.kinds import Certainty, EvidenceForm, FlagSubject, Severity


class Fact(NamedTuple):
    """One fact that led to a finding; `label` is a Dutch message id, the rest as in `schemas.Evidence`."""

    label: str
    value: str = ""
    form: EvidenceForm = EvidenceForm.TEXT
    scheme: str = ""
    source: str = ""
    target_kind: str = ""
    target_key: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the fact as it is stored: only what is filled in."""
        return {name: str(value) for name, value in zip(self._fields, self, strict=True) if value}


class Subject(NamedTuple):
    """What a finding is about; `use_id` is set where it belongs to one use."""

    kind: FlagSubject
    key: str
    name: str
    use_id: str | None = None


class Finding(NamedTuple):
    """One thing a rule noticed: what about, how bad, how sure, and the facts used."""

    code: str
    subject: Subject
    severity: Severity
    certainty: Certainty
    evidence: tuple[Fact, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what makes this the same flag the next time: rule and subject."""
        return (self.code, self.subject.kind, self.subject.key)

    @property
    def digest(self) -> str:
        """Return a fingerprint of everything a finding says, so that a change shows without reading it all back."""
        said = (self.subject.name, self.subject.use_id or "", self.severity, self.certainty)
        content = "\x1f".join(chain(said, *self.evidence))
        return blake2b(content.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """The law, norm or publication a rule rests on."""

    text: str
    url: str = ""


Check = Callable[[BoardFacts], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A declared rule: permanent code, Dutch texts, sources, the norms it reads and the pure check.

    `severity` is the heaviest the rule gives; a check may give a lighter one where its explanation says so.
    """

    code: str
    theme: str
    title: str
    severity: Severity
    explanation: str
    remedy: str
    sources: tuple[Source, ...]
    check: Check
    norms: tuple[str, ...] = ()


def evaluate(rules: Iterable[Rule], facts: BoardFacts) -> tuple[Finding, ...]:
    """Return every finding of the rules over the facts of one board, in a fixed order."""
    found = [finding for rule in rules for finding in rule.check(facts)]
    return tuple(sorted(found, key=_place))


def _place(finding: Finding) -> tuple[str, str, str, str]:
    kind, key, name, _use_id = finding.subject
    return (finding.code, kind, name, key)
