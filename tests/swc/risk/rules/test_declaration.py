"""The declared rules as a whole: complete, permanent, deterministic, and never silent because a fact is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from swc.catalogue.kinds import DataLevel
from swc.dpia.kinds import DpiaState, Duty, RiskLevel
from swc.landscape.kinds import AgreementPresence, Criticality, LegalForm, SettingAnswer
from swc.risk.facts import (
    NO_BIV,
    AgreementFacts,
    BivFact,
    BoardFacts,
    CategoryFact,
    CentralFact,
    CountryFact,
    DpiaFacts,
    Known,
    MeasureFact,
    UseFacts,
    VendorFacts,
)
from swc.risk.kinds import Certainty, Severity
from swc.risk.rules import BY_CODE, RULES
from swc.risk.rules.declaration import Finding, evaluate
from swc.risk.supply_facts import NO_EXIT, ExitFact
from tests.factories.risk import (
    CONTRACT,
    LAS,
    LEARNING,
    REFERENCE,
    ROSTER,
    VENDOR,
    dpia,
    facts_of_board,
    facts_of_use,
    product,
    vendor,
)

CODES = [
    *(f"DP{number:02}" for number in range(1, 11)),
    *(f"PA{number:02}" for number in range(1, 6)),
    *("ID01", "ID02", "ID03", "ID04", "SD01", "SD02", "SD03", "SD04", "TR01", "TR02", "AI01", "AI02", "AI03"),
    *("RT01", "RT02", "RG01", "SE01", "SE02", "SE03", "NK01"),
    *(f"VD{number:02}" for number in range(1, 11)),
    *("LC01", "LC02"),
]
STANDS_FOR = {"DP02": {"DP01"}, "TR02": {"TR01"}, "DP05": {"DP01"}, "DP09": {"DP01", "DP02"}, "DP10": {"DP01"}}
"""When facts are missing altogether, the flag that asks for them stands for the one that cannot be judged."""

ABROAD = CountryFact("IN", "Land van een subverwerker", "Helpdesk Ltd")
CERTIFIED = CountryFact("US", "Land van de leverancier", "Vendor Inc", dpf=True)
BROKEN = facts_of_use(
    components=(LEARNING,),
    agreement=AgreementFacts(AgreementPresence.ABSENT),
    dpia=dpia(
        state=DpiaState.REQUIRED,
        residual=RiskLevel.HIGH,
        open_measures=(MeasureFact("Zet het delen van namen uit.", date(2026, 1, 1)),),
    ),
    product=product(
        countries=(ABROAD, CERTIFIED),
        central=CentralFact("c", "C", 2),
        ai_use="generative",
        traits=frozenset({"microsoft-collaboration", "google-meet"}),
        proven=BivFact(1, 1, 1),
    ),
    criticality=Criticality.CRITICAL,
    vendor=replace(VENDOR, covenant_member=False),
    categories=tuple(CategoryFact(code, confirmed=True) for code in ("P01", "P03", "P08")),
    data_level=DataLevel.SPECIAL,
    required=BivFact(2, 2, 3),
    answers={
        "mfa-staff": SettingAnswer.NO,
        "own-password": SettingAnswer.YES,
        "bsn-partnership": SettingAnswer.YES,
        "bsn-parent-login": SettingAnswer.YES,
        "special-data-stored": SettingAnswer.YES,
        "own-keys": SettingAnswer.NO,
        "special-data-talks": SettingAnswer.YES,
        "consumer-services-pupils": SettingAnswer.YES,
        "ai-function": SettingAnswer.YES,
        "minors-ai": SettingAnswer.YES,
        "ai-terms-minors": SettingAnswer.NO,
    },
    exit=ExitFact(SettingAnswer.NO),
)
BROKEN_CODES = {
    *("DP02", "PA01", "ID03", "TR01", "TR02", "DP06", "DP09", "DP10", "PA03", "ID02", "ID04", "SD01", "SD02"),
    *("SD03", "SD04", "AI03", "SE01", "SE02", "VD03"),
}
FACTS_TO_LOSE: dict[str, Callable[[UseFacts], UseFacts]] = {
    "personal data": lambda use: replace(use, personal_data=Known.UNKNOWN),
    "categories": lambda use: replace(use, categories=(), categories_unknown=True),
    "data level": lambda use: replace(use, data_level=DataLevel.UNKNOWN),
    "agreement": lambda use: replace(use, agreement=AgreementFacts()),
    "dpia": lambda use: replace(use, dpia=DpiaFacts()),
    "duty": lambda use: replace(use, dpia=replace(use.dpia, duty=Duty.UNKNOWN, ap_hits=(), wp248_hits=())),
    "countries": lambda use: replace(
        use, product=replace(use.product, countries=(), locations_known=False, vendor_country_known=False)
    ),
    "vendor": lambda use: replace(use, vendor=VendorFacts()),
    "standards": lambda use: replace(use, product=replace(use.product, standards=frozenset())),
    "criticality": lambda use: replace(use, criticality=None),
    "answers": lambda use: replace(use, answers=dict.fromkeys(use.answers)),
    "ai": lambda use: replace(use, product=replace(use.product, ai_use=None, ai_risk="")),
    "certificates": lambda use: replace(use, product=replace(use.product, proven=NO_BIV, certificates=())),
    "required levels": lambda use: replace(use, required=NO_BIV),
    "register": lambda use: replace(use, special_grounds=None),
    "annex and signer": lambda use: replace(
        use, agreement=replace(use.agreement, annex_categories=None, signer_authorised=None)
    ),
    "exit": lambda use: replace(use, exit=NO_EXIT),
    "sub-processors": lambda use: replace(use, product=replace(use.product, sub_processors=())),
    "risks": lambda use: replace(use, dpia=replace(use.dpia, residual=None)),
}


def about(findings: tuple[Finding, ...], use: UseFacts) -> dict[str, Finding]:
    """Return the findings of one use by rule, and those of board or vendor that name it."""
    named = {one.code: one for one in findings if any(fact.target_key == use.id for fact in one.evidence)}
    return named | {one.code: one for one in findings if one.subject.use_id == use.id}


def test_exactly_the_agreed_rules_are_declared_in_reading_order() -> None:
    assert [rule.code for rule in RULES] == CODES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_why_and_what_to_do_with_a_source(rule: object) -> None:
    declared = BY_CODE[rule.code]  # type: ignore[attr-defined]
    assert all(len(text) > 20 for text in (declared.title, declared.explanation, declared.remedy))
    assert declared.sources
    assert all(source.url.startswith("https://") for source in declared.sources)
    assert "%" not in declared.title + declared.explanation + declared.remedy


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_healthy_use_gets_no_flag_from_any_rule(rule: object) -> None:
    board = facts_of_board(facts_of_use(), reference=replace(REFERENCE, expected=(ROSTER,)))
    assert not list(BY_CODE[rule.code].check(board))  # type: ignore[attr-defined]


@pytest.mark.parametrize("lost", FACTS_TO_LOSE)
def test_losing_a_fact_never_makes_a_flag_of_a_use_disappear_in_silence(lost: str) -> None:
    before = about(evaluate(RULES, facts_of_board(BROKEN)), BROKEN)
    after = about(evaluate(RULES, facts_of_board(FACTS_TO_LOSE[lost](BROKEN))), BROKEN)
    assert set(before) >= BROKEN_CODES
    for code in before:
        assert code in after or STANDS_FOR.get(code, set()) & set(after), (lost, code)


@pytest.mark.parametrize("lost", FACTS_TO_LOSE)
def test_losing_a_fact_of_a_healthy_use_is_told_and_never_proves_a_fault(lost: str) -> None:
    use = FACTS_TO_LOSE[lost](
        facts_of_use(components=(LAS,), product=product(standards=frozenset({"oso", "uwlr", "rod"})))
    )
    found = evaluate(RULES, facts_of_board(use, reference=replace(REFERENCE, expected=(LAS,))))
    asking = [one for one in found if one.code not in {"DP01", "RG01"}]
    assert all(one.certainty is Certainty.UNKNOWN and one.severity is Severity.GREY for one in asking)


def test_losing_vendors_or_criticality_never_makes_dependency_disappear_in_silence() -> None:
    uses = [facts_of_use(at, vendor=vendor("a"), criticality=Criticality.HIGH) for at in range(1, 13)]
    for lost in ("vendor", "criticality"):
        for count in (1, 6, 12):
            poorer = [FACTS_TO_LOSE[lost](use) if at < count else use for at, use in enumerate(uses)]
            codes = {one.code for one in evaluate(RULES, facts_of_board(*poorer))}
            assert {"VD01", "VD02"} <= codes, (lost, count)


def test_losing_sub_processors_or_criticality_never_makes_hidden_concentration_disappear_in_silence() -> None:
    uses = [facts_of_use(at, criticality=Criticality.HIGH) for at in range(1, 5)]
    for lost in ("sub-processors", "criticality"):
        for count in (1, 2, 3, 4):
            poorer = [FACTS_TO_LOSE[lost](use) if at < count else use for at, use in enumerate(uses)]
            assert "VD08" in {one.code for one in evaluate(RULES, facts_of_board(*poorer))}, (lost, count)


def test_losing_contracts_never_makes_a_free_tool_disappear_in_silence() -> None:
    free = replace(CONTRACT, form=LegalForm.FREE_WITHOUT_CONTRACT)
    for contracts in ((free,), ()):
        found = evaluate(RULES, facts_of_board(facts_of_use(), contracts=contracts))
        assert "VD10" in {one.code for one in found}


def test_losing_a_place_on_fora_never_makes_overlap_or_a_gap_disappear_in_silence() -> None:
    uses = (facts_of_use(), facts_of_use(2, product=product(key="ander")))
    board = facts_of_board(*uses, reference=replace(REFERENCE, expected=(LAS,)))
    assert {one.code for one in evaluate(RULES, board)} == {"LC01", "LC02"}
    lost = replace(board, uses=(uses[0], replace(uses[1], components=())))
    assert {one.code for one in evaluate(RULES, lost)} >= {"LC01", "LC02"}


def test_an_unknown_is_always_grey() -> None:
    boards: list[BoardFacts] = [facts_of_board(lose(BROKEN)) for lose in FACTS_TO_LOSE.values()]
    found = [one for board in boards for one in evaluate(RULES, board) if one.certainty is Certainty.UNKNOWN]
    assert found
    assert {one.severity for one in found} == {Severity.GREY}


def test_findings_come_in_the_same_order_however_the_uses_are_given() -> None:
    uses = [facts_of_use(at, agreement=AgreementFacts(), dpia=DpiaFacts()) for at in range(1, 6)]
    assert evaluate(RULES, facts_of_board(*uses)) == evaluate(RULES, facts_of_board(*reversed(uses)))


def test_evidence_is_kept_as_small_json_without_empty_values() -> None:
    (found,) = (one for one in evaluate(RULES, facts_of_board(BROKEN)) if one.code == "PA01")
    stored = [fact.as_json() for fact in found.evidence]
    assert {"label": "Verwerkersovereenkomst", "value": "niet aanwezig", "form": "word"}.items() <= stored[1].items()
    assert all(value for fact in stored for value in fact.values())
