"""Rules on contracts: the notice term against the Data Act, an end that comes near, and free without a contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from swc.landscape.contracts.kinds import ContractStatus, NoticeVerdict
from swc.landscape.kinds import LegalForm, Renewal
from swc.risk.facts import BoardFacts, Known, UseFacts
from swc.risk.kinds import EvidenceForm, FlagSubject, Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source, Subject
from swc.risk.rules.evidence import Gap
from swc.risk.supply_facts import ContractFact

_ENDLESS = frozenset({LegalForm.FREE_WITHOUT_CONTRACT})
NO_CONTRACT = "Contract van de applicatie"
"""What is missing of a use under no recorded contract (a Dutch message id)."""


def long_notice(facts: BoardFacts) -> Iterator[Finding]:
    """VD04: a notice term longer than the Data Act allows for a data processing service; art. 25(2)(d)."""
    unclear = []
    for one in facts.contracts:
        if not one.may_hold or one.form in _ENDLESS:
            continue
        if one.verdict is NoticeVerdict.CONFLICT:
            limit = say.norm("Langste opzegtermijn", facts.norm("data-act-notice-months"))
            yield say.found("VD04", about(one), Severity.ORANGE, _notice(one), limit, _signed(one))
        elif one.verdict is NoticeVerdict.UNKNOWN:
            unclear.append(one)
    if unclear:
        yield say.unsure("VD04", say.board(facts), *_named("Contract waarvan dit niet is vast te stellen", unclear))


def near_end(facts: BoardFacts) -> Iterator[Finding]:
    """VD09: the last day to give notice, or the end, comes within the norm; a passed notice day is told as well."""
    norm = facts.norm("contract-warning-days")
    horizon = facts.today + timedelta(days=int(norm.value))
    unclear = []
    for one in facts.contracts:
        if not one.may_hold or one.form in _ENDLESS:
            continue
        near = [day for day in (one.last_notice_day, one.term_end) if day is not None and day <= horizon]
        if near:
            shown = (
                _day("Laatste dag om op te zeggen", one, one.last_notice_day),
                _day("Einde van de looptijd", one, one.term_end),
                say.norm("Termijn van deze waarschuwing", norm),
            )
            yield say.found("VD09", about(one), Severity.ORANGE, *shown)
        elif _undated(one):
            unclear.append(one)
    if unclear:
        yield say.unsure("VD09", say.board(facts), *_named("Contract zonder einde of opzegtermijn", unclear))


def free_tool(facts: BoardFacts) -> Iterator[Finding]:
    """VD10: personal data in something that is free without a contract; unknown while no contract was recorded."""
    unknown = []
    for use in facts.active:
        held = facts.contracts_of(use.product.key)
        free = next((one for one in held if one.form is LegalForm.FREE_WITHOUT_CONTRACT), None)
        bound = any(one.form is not LegalForm.FREE_WITHOUT_CONTRACT and one.may_hold for one in held)
        if bound or use.personal_data is Known.NO:
            continue
        if free is not None:
            yield _free(use, free)
        else:
            unknown.append(Gap(use, NO_CONTRACT))
    yield from say.gaps("VD10", facts, unknown)


def _free(use: UseFacts, contract: ContractFact) -> Finding:
    form = Fact(
        "Hoe het contract tot stand kwam",
        contract.form.value,
        EvidenceForm.CONCEPT,
        "contract-forms",
        say.BOARD,
        "contract",
        contract.id,
    )
    if use.personal_data is Known.YES:
        return say.found("VD10", use, Severity.RED, form, say.personal_data(use))
    return say.unsure("VD10", use, form, say.personal_data(use))


def about(contract: ContractFact) -> Subject:
    """Return a contract as the subject of a finding."""
    return Subject(FlagSubject.CONTRACT, contract.id, contract.title)


def _undated(one: ContractFact) -> bool:
    """Say whether it cannot be told when a contract ends, or until when notice can be given."""
    if one.status is ContractStatus.UNKNOWN:
        return True
    if one.term_end is None:
        return one.renewal is not Renewal.OPEN_ENDED
    return one.renewal is not Renewal.ENDS and not one.notice_known


def _notice(one: ContractFact) -> Fact:
    months = one.notice_months is not None
    value = one.notice_months if months else one.notice_days
    unit = "maanden" if months else "dagen"
    return Fact("Opzegtermijn", f"{value:g}", EvidenceForm.NUMBER, unit, say.BOARD, "contract", one.id)


def _signed(one: ContractFact) -> Fact | None:
    return _day("Getekend of verlengd op", one, one.signed_on) if one.signed_on else None


def _day(label: str, one: ContractFact, value: object) -> Fact | None:
    if value is None:
        return None
    return Fact(label, str(value), EvidenceForm.DATE, "", say.BOARD, "contract", one.id)


def _named(label: str, contracts: Iterable[ContractFact]) -> Iterator[Fact]:
    named = list(contracts)
    yield say.number("Aantal contracten", len(named))
    for one in named[: say.NAMED]:
        yield Fact(label, one.title, source=say.BOARD, target_kind="contract", target_key=one.id)


_DATA_ACT = Source(
    "Verordening (EU) 2023/2854 (Dataverordening), art. 25, lid 2, onder d",
    "https://eur-lex.europa.eu/eli/reg/2023/2854/oj",
)
_KENNISNET = Source(
    "Kennisnet, inzicht in het applicatielandschap",
    "https://www.kennisnet.nl/informatiemanagement/inzicht-in-het-applicatielandschap/",
)

CONTRACT_RULES = (
    Rule(
        code="VD04",
        theme="vendor",
        title="De opzegtermijn is langer dan de Dataverordening toestaat",
        severity=Severity.ORANGE,
        explanation="Voor een dataverwerkingsdienst (zoals software als dienst) mag de opzegtermijn om over te stappen "
        "niet langer zijn dan de grens, in contracten die sinds de genoemde dag zijn gesloten of verlengd. "
        "Onbekend als niet is vastgelegd of het om zo'n dienst gaat, wat de opzegtermijn is of wanneer is getekend.",
        remedy="Vraag de leverancier het contract aan te passen, of leg vast dat het geen dataverwerkingsdienst is.",
        sources=(_DATA_ACT,),
        check=long_notice,
        norms=("data-act-notice-months",),
    ),
    Rule(
        code="VD09",
        theme="vendor",
        title="Een contract loopt af of de laatste opzegdag komt dichtbij",
        severity=Severity.ORANGE,
        explanation="De laatste dag om op te zeggen of het einde van de looptijd valt binnen de termijn, of de "
        "opzegdag is net voorbij terwijl de looptijd nog afloopt. Onbekend als einde of opzegtermijn niet is "
        "vastgelegd.",
        remedy="Besluit op tijd: verlengen, opnieuw inkopen (misschien samen met andere besturen) of opzeggen.",
        sources=(_KENNISNET,),
        check=near_end,
        norms=("contract-warning-days",),
    ),
    Rule(
        code="VD10",
        theme="vendor",
        title="Gratis hulpmiddel zonder contract met persoonsgegevens",
        severity=Severity.RED,
        explanation="Zonder contract zijn er geen afspraken over de gegevens en kunnen ze niet worden teruggehaald; "
        "met een verwerker is een overeenkomst verplicht. Onbekend als van een applicatie met "
        "(mogelijk) persoonsgegevens geen contract is vastgelegd.",
        remedy="Stop met het gebruik of sluit een overeenkomst; leg het contract vast.",
        sources=(Source("Art. 28, lid 3 AVG", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"),),
        check=free_tool,
    ),
)
