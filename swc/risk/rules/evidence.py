"""Building findings and the facts they show: one way of saying each fact, whichever rule uses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from babel import Locale

from swc.landscape.kinds import AgreementPresence
from swc.landscape.settings import QUESTION_TEXTS
from swc.risk.facts import BoardFacts, CategoryFact, CountryFact, Known, NormFact, UseFacts
from swc.risk.kinds import Certainty, EvidenceForm, FlagSubject, Severity
from swc.risk.rules.declaration import Fact, Finding, Subject

NAMED = 20
"""How many uses a flag of the board names; it always tells how many there are."""

BOARD = "opgave van het bestuur"
REGISTER = "register van verwerkingsactiviteiten"
CATALOGUE = "productcatalogus"
FORA = "FORA"
DERIVED = "afgeleid uit product of FORA, niet bevestigd"
DERIVED_OR_STATED = "product, FORA en opgave van het bestuur"

COUNTRIES = Locale.parse("nl").territories
"""The Dutch name of each country by its ISO 3166-1 code (CLDR)."""

WORDS = {
    Known.YES: "ja",
    Known.NO: "nee",
    Known.UNKNOWN: "onbekend",
    AgreementPresence.PRESENT: "aanwezig",
    AgreementPresence.ABSENT: "niet aanwezig",
    AgreementPresence.NOT_NEEDED: "niet nodig",
    AgreementPresence.UNKNOWN: "onbekend",
}
"""How yes-or-no facts and agreements read; every value is a Dutch message id."""


class Gap(NamedTuple):
    """A use of which a rule misses a fact; `label` says which (a Dutch message id)."""

    use: UseFacts
    label: str


def board(facts: BoardFacts) -> Subject:
    """Return the board as the subject of a finding."""
    return Subject(FlagSubject.BOARD, facts.number, facts.name)


def gaps(code: str, facts: BoardFacts, found: Iterable[Gap]) -> Iterator[Finding]:
    """Yield one grey finding for the whole board where facts are missing, naming the uses by what is missing of each.

    What every board still has to record would else be a flag for each use and each rule, which nobody reads.
    """
    known = sorted(found, key=lambda one: (one.label, one.use.name, one.use.id))
    if not known:
        return
    shown: list[Fact] = []
    for label, count in sorted(Counter(one.label for one in known).items()):
        shown.append(_fact("Aantal applicaties", str(count), EvidenceForm.NUMBER, label, None))
        named = [one.use for one in known if one.label == label][:NAMED]
        shown.extend(Fact(label, use.name, source=BOARD, target_kind="use", target_key=use.id) for use in named)
    yield unsure(code, board(facts), *shown)


def about(use: UseFacts) -> Subject:
    """Return a use as the subject of a finding."""
    return Subject(FlagSubject.USE, use.id, use.name, use_id=use.id)


def found(code: str, subject: Subject | UseFacts, severity: Severity, *evidence: Fact | None) -> Finding:
    """Return a finding that the facts prove."""
    return _finding(code, subject, severity, Certainty.CERTAIN, evidence)


def unsure(code: str, subject: Subject | UseFacts, *evidence: Fact | None) -> Finding:
    """Return a finding that missing facts keep from being ruled out; always grey, never silent."""
    return _finding(code, subject, Severity.GREY, Certainty.UNKNOWN, evidence)


def _finding(
    code: str, subject: Subject | UseFacts, severity: Severity, certainty: Certainty, evidence: tuple[Fact | None, ...]
) -> Finding:
    what = about(subject) if isinstance(subject, UseFacts) else subject
    return Finding(code, what, severity, certainty, tuple(filter(None, evidence)))


def word(label: str, value: str, *, source: str = BOARD, use: UseFacts | None = None) -> Fact:
    """Return a fact whose value is a Dutch message id."""
    return _fact(label, value, EvidenceForm.WORD, source, use)


def text(label: str, value: str, *, source: str = BOARD, use: UseFacts | None = None) -> Fact:
    """Return a fact whose value is a name or other text that is never translated."""
    return _fact(label, value, EvidenceForm.TEXT, source, use)


def concept(label: str, scheme: str, code: str, *, source: str = BOARD, use: UseFacts | None = None) -> Fact:
    """Return a fact whose value is a concept of a scheme."""
    return _fact(label, code, EvidenceForm.CONCEPT, source, use, scheme=scheme)


def day(label: str, value: date | None, *, source: str = BOARD, use: UseFacts | None = None) -> Fact:
    """Return a fact that is a day, or that the day is missing."""
    if value is None:
        return missing(label, source=source, use=use)
    return _fact(label, value.isoformat(), EvidenceForm.DATE, source, use)


def number(label: str, value: float, *, source: str = BOARD, use: UseFacts | None = None) -> Fact:
    """Return a fact that is a number."""
    return _fact(label, f"{value:g}", EvidenceForm.NUMBER, source, use)


def share(label: str, value: float, *, source: str = BOARD) -> Fact:
    """Return a fact that is a part of a whole, as a fraction between 0 and 1."""
    return _fact(label, f"{value:.4f}", EvidenceForm.SHARE, source, None)


def missing(label: str, *, source: str = BOARD, use: UseFacts | None = None) -> Fact:
    """Return the fact that nobody recorded something; `source` says who could."""
    return _fact(label, "", EvidenceForm.MISSING, source, use)


def missing_of_product(label: str, use: UseFacts) -> Fact:
    """Return the fact that the catalogue lacks something of the product of a use."""
    return Fact(label, form=EvidenceForm.MISSING, source=CATALOGUE, target_kind="product", target_key=use.product.key)


def norm(label: str, fact: NormFact) -> Fact:
    """Return the threshold that a rule compared with."""
    if fact.day is not None:
        return Fact(label, fact.day.isoformat(), EvidenceForm.DATE, source=fact.source)
    return Fact(label, f"{fact.value:g}", EvidenceForm.NUMBER, scheme=fact.unit, source=fact.source)


def country(fact: CountryFact) -> Fact:
    """Return the country of a party or place, by its role; the country is named in Dutch."""
    name = COUNTRIES.get(fact.country, fact.country)
    return Fact(
        fact.role,
        f"{fact.party} ({name})" if fact.party else name,
        source=fact.source or CATALOGUE,
        target_kind=fact.target_kind,
        target_key=fact.target_key,
    )


def category(fact: CategoryFact, use: UseFacts) -> Fact:
    """Return a category of personal data of a use, and whether anybody confirmed it."""
    source = BOARD if fact.confirmed else DERIVED
    return concept("Categorie persoonsgegevens", "data-categories", fact.code, source=source, use=use)


def personal_data(use: UseFacts) -> Fact:
    """Return whether a use holds personal data, as far as known."""
    if use.personal_data is Known.UNKNOWN:
        return missing("Verwerkt persoonsgegevens", use=use)
    return word("Verwerkt persoonsgegevens", WORDS[use.personal_data], source=DERIVED_OR_STATED, use=use)


def question_label(question: str) -> str:
    """Return a question (scheme `use-questions`) as people read it; a Dutch message id."""
    return QUESTION_TEXTS[question]


def unanswered(use: UseFacts, *questions: str) -> Iterator[Gap]:
    """Yield the questions that apply to a use and that nobody answered."""
    for question in questions:
        if use.said(question) is Known.UNKNOWN:
            yield Gap(use, question_label(question))


def answer(question: str, use: UseFacts) -> Fact:
    """Return what the board answered to a question, or that nobody did."""
    label = question_label(question)
    if use.said(question) is Known.UNKNOWN:
        return missing(label, use=use)
    return word(label, WORDS[use.said(question)], use=use)


def status(use: UseFacts) -> Fact:
    """Return the status of a use."""
    return concept("Status van de applicatie", "usage-status", use.status, use=use)


def _fact(label: str, value: str, form: EvidenceForm, source: str, use: UseFacts | None, *, scheme: str = "") -> Fact:
    return Fact(label, value, form, scheme, source, "use" if use else "", use.id if use else "")
