"""Rules on security: proven levels, ways of logging in, and the maturity that the Normenkader IBP asks."""

from __future__ import annotations

from collections.abc import Iterator

from swc.catalogue.kinds import DataLevel
from swc.risk.facts import BivFact, BoardFacts, Known, UseFacts
from swc.risk.kinds import EvidenceForm, Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source
from swc.risk.rules.evidence import Gap

_MFA, _PASSWORD = "mfa-staff", "own-password"
_SIGN_ON = frozenset({"saml", "oidc", "entree", "basispoort", "surfconext"})
"""The standards and facilities (scheme `standards`) by which users can sign on without a password of their own."""
_ASPECTS = ("Beschikbaarheid", "Integriteit", "Vertrouwelijkheid")
_RANKS = ("", "laag", "midden", "hoog")
_LOW = 1
TOPIC = "supplier-management"


def under_required(facts: BoardFacts) -> Iterator[Finding]:
    """SE01: the vendor proves less than data and place ask; red where it is confidentiality that falls short."""
    gaps: list[Gap] = []
    for use in _personal(facts):
        required, proven = use.required, use.product.proven
        short = [at for at in range(len(_ASPECTS)) if 0 < proven[at] < required[at]]
        if short:
            severity = Severity.RED if _ASPECTS.index("Vertrouwelijkheid") in short else Severity.ORANGE
            yield say.found("SE01", use, severity, *(fact for at in short for fact in _aspect(at, required, use)))
        elif not any(required):
            gaps.append(Gap(use, "Vereiste BIV"))
        elif any(needed > _LOW and not shown for needed, shown in zip(required, proven, strict=True)):
            gaps.append(Gap(use, "Bewezen BIV"))
    yield from say.gaps("SE01", facts, gaps)


def no_second_factor(facts: BoardFacts) -> Iterator[Finding]:
    """SE02: staff log in with a password alone where data are sensitive or special."""
    gaps: list[Gap] = []
    for use in facts.active:
        if _MFA not in use.answers:
            continue
        if use.answers[_MFA] is not None and use.said(_MFA) is Known.NO and not _not_applicable(use, _MFA):
            level = use.data_level
            if level is DataLevel.UNKNOWN:
                gaps.append(Gap(use, "Niveau persoonsgegevens"))
            else:
                shown = say.concept("Niveau persoonsgegevens", "data-levels", level, source=say.CATALOGUE)
                yield say.found("SE02", use, Severity.ORANGE, say.answer(_MFA, use), shown)
        gaps.extend(say.unanswered(use, _MFA))
    yield from say.gaps("SE02", facts, gaps)


def own_password(facts: BoardFacts) -> Iterator[Finding]:
    """SE03: users have a separate password though the product can do single sign-on."""
    gaps: list[Gap] = []
    for use in facts.active:
        said, standards = use.said(_PASSWORD), sorted(use.product.standards & _SIGN_ON)
        if said is Known.YES and standards:
            known = (
                Fact("Ondersteunt aanmelden via", one, EvidenceForm.CONCEPT, "standards", say.CATALOGUE)
                for one in standards
            )
            yield say.found("SE03", use, Severity.ORANGE, say.answer(_PASSWORD, use), *known)
        elif said is Known.YES:
            gaps.append(Gap(use, "Standaarden voor aanmelden"))
        gaps.extend(say.unanswered(use, _PASSWORD))
    yield from say.gaps("SE03", facts, gaps)


def below_framework(facts: BoardFacts) -> Iterator[Finding]:
    """NK01: the measured level of supplier management (domain 15) is below the norm; red once meeting it is a duty."""
    least, duty = facts.norm("normenkader-level"), facts.norm("normenkader-duty-on")
    measured = facts.measurements.get(TOPIC)
    topic = Fact("Onderwerp van het Normenkader", TOPIC, EvidenceForm.CONCEPT, "norm-topics", least.source)
    shown = (say.norm("Niveau dat ten minste wordt gevraagd", least), say.norm("Verplicht vanaf", duty))
    if measured is None:
        yield say.unsure("NK01", say.board(facts), topic, say.missing("Gemeten niveau"), *shown)
    elif measured.level < least.value:
        severity = Severity.RED if duty.day is not None and duty.day <= facts.today else Severity.ORANGE
        level = say.number("Gemeten niveau", measured.level, source=measured.source or say.BOARD)
        day = say.day("Gemeten op", measured.measured_on)
        yield say.found("NK01", say.board(facts), severity, topic, level, day, *shown)


def _personal(facts: BoardFacts) -> Iterator[UseFacts]:
    for use in facts.active:
        if use.personal_data is not Known.NO:
            yield use


def _not_applicable(use: UseFacts, question: str) -> bool:
    answer = use.answers[question]
    return answer is not None and answer.value == "not_applicable"


def _aspect(at: int, required: BivFact, use: UseFacts) -> Iterator[Fact]:
    asked = Fact(
        _ASPECTS[at], _RANKS[required[at]], EvidenceForm.CONCEPT, "biv-levels", "vereist door gegevens en FORA"
    )
    proven = _RANKS[use.product.proven[at]]
    yield asked
    yield Fact(_ASPECTS[at], proven, EvidenceForm.CONCEPT, "biv-levels", "bewezen", "product", use.product.key)


_SCHEME = Source("Certificeringsschema informatiebeveiliging en privacy", "https://www.edustandaard.nl/")

SECURITY_RULES = (
    Rule(
        code="SE01",
        theme="security",
        title="Vereiste beveiliging hoger dan bewezen",
        severity=Severity.RED,
        explanation="Wat gegevens en plaats op de FORA vragen aan beschikbaarheid, integriteit en vertrouwelijkheid is "
        "hoger dan wat een geldig certificaat van het product bewijst. Rood bij vertrouwelijkheid, anders oranje. "
        "Onbekend als geen certificaat met niveaus is vastgelegd, of als niet vaststaat wat wordt gevraagd.",
        remedy="Vraag de leverancier om bewijs op het vereiste niveau, of kies een ander product voor deze gegevens.",
        sources=(_SCHEME, Source("AVG, artikel 32", "https://eur-lex.europa.eu/eli/reg/2016/679/oj")),
        check=under_required,
    ),
    Rule(
        code="SE02",
        theme="security",
        title="Medewerkers zonder MFA bij gevoelige gegevens",
        severity=Severity.ORANGE,
        explanation="Medewerkers loggen alleen met een wachtwoord in, terwijl de applicatie gevoelige of bijzondere "
        "persoonsgegevens heeft. Onbekend zolang het bestuur de vraag niet beantwoordt.",
        remedy="Zet MFA aan, in de applicatie of bij het aanmeldpunt van de school.",
        sources=(
            Source("SIVON, DPIA Snappet", "https://sivon.nl/dpia/"),
            Source("AVG, artikel 32", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"),
        ),
        check=no_second_factor,
    ),
    Rule(
        code="SE03",
        theme="security",
        title="Eigen wachtwoord terwijl centraal aanmelden kan",
        severity=Severity.ORANGE,
        explanation="Gebruikers hebben voor deze applicatie een eigen wachtwoord, terwijl het product een standaard "
        "voor centraal aanmelden ondersteunt. Onbekend zolang het bestuur de vraag niet beantwoordt, of als niet "
        "vaststaat wat het product ondersteunt.",
        remedy="Sluit de applicatie aan op het aanmeldpunt van de school.",
        sources=(Source("Kennisnet, Entree Federatie", "https://www.kennisnet.nl/entree-federatie/overeenkomsten/"),),
        check=own_password,
    ),
    Rule(
        code="NK01",
        theme="framework",
        title="Leveranciersmanagement onder het niveau van het Normenkader",
        severity=Severity.RED,
        explanation="Het gemeten volwassenheidsniveau van leveranciersmanagement (domein 15) ligt onder wat het "
        "Normenkader IBP vraagt. Oranje tot de dag waarop voldoen verplicht is, daarna rood; onbekend zolang het "
        "bestuur geen meting vastlegt.",
        remedy="Verbeter de afspraken met en het toezicht op leveranciers, en meet opnieuw.",
        sources=(
            Source("Normenkader IBP funderend onderwijs", "https://normenkaderibp.kennisnet.nl/"),
            Source("Verplichting in 2030", "https://www.security.nl/posting/911942"),
        ),
        check=below_framework,
        norms=("normenkader-level", "normenkader-duty-on"),
    ),
)
