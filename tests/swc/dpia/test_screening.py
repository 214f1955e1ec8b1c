"""Screening: what the facts of a use say of each criterion, and whether a DPIA is due; unknown never reads as safe."""

from __future__ import annotations

from dataclasses import replace

import pytest

from swc.catalogue.kinds import DataLevel
from swc.dpia.criteria import CRITERIA, SENSITIVE, WP_SCHEME
from swc.dpia.facts import Norms, UseFacts
from swc.dpia.kinds import Answer, Duty, Finding
from swc.dpia.schemas import CriterionFact
from swc.dpia.screening import NO_AI, derive, duty
from swc.landscape.kinds import ProcessesPersonalData
from vocab.schemes import scheme

YES, NO, UNKNOWN = Finding.YES, Finding.NO, Finding.UNKNOWN
NORMS = Norms(wp_score=2, large_scale=1000)
NAMES = {"P06": "leergedrag", "P15": "inloggegevens"}
CODES = [one.code for one in CRITERIA]
CATEGORIES = [f"P{number:02}" for number in range(1, 24)]


def a_use(*codes: str, **changes: object) -> UseFacts:
    """Return a use with personal data of these categories and nothing else known to be heavy."""
    values: dict[str, object] = {
        "personal_data": ProcessesPersonalData.YES,
        "level": DataLevel.ORDINARY,
        "categories": tuple((code, "product") for code in codes),
        "product": "Leerspoor",
        "product_category": "school portal",
        "ai_use": "none",
    }
    return UseFacts(**{**values, **changes})  # type: ignore[arg-type]


def found(use: UseFacts, norms: Norms = NORMS) -> dict[str, CriterionFact]:
    """Return the criteria by code."""
    return {one.criterion: one for one in derive(use, norms, NAMES)}


def finding(code: str, use: UseFacts, norms: Norms = NORMS) -> Finding:
    """Return what the facts say of one criterion."""
    return found(use, norms)[code].derived


def answered(use: UseFacts, answer: Answer, *codes: str) -> tuple[CriterionFact, ...]:
    """Return the criteria with a person's answer to some of them."""
    return tuple(
        one.model_copy(update={"answer": answer, "answer_reason": "Nagegaan."}) if one.criterion in codes else one
        for one in derive(use, NORMS, NAMES)
    )


def test_there_are_nine_criteria_of_wp248_and_seventeen_of_the_authority() -> None:
    assert [f"WP{n}" for n in range(1, 10)] + [f"AP{n:02}" for n in range(1, 18)] == CODES


@pytest.mark.parametrize("code", CODES)
def test_without_personal_data_nothing_holds(code: str) -> None:
    use = a_use("P06", personal_data=ProcessesPersonalData.NO)
    assert finding(code, use) is NO


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("personal_data", [ProcessesPersonalData.YES, ProcessesPersonalData.UNKNOWN])
def test_when_nothing_is_known_everything_is_unknown(code: str, personal_data: ProcessesPersonalData) -> None:
    assert finding(code, UseFacts(personal_data=personal_data)) is UNKNOWN


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_every_finding_comes_with_a_fact_that_reads_as_dutch_and_names_its_source(code: str, category: str) -> None:
    one = found(a_use(category))[code]
    assert one.facts
    assert all(fact.text and "%(" not in fact.text and fact.source for fact in one.facts)


@pytest.mark.parametrize("one", [one for one in CRITERIA if one.needs], ids=lambda one: one.code)
def test_a_criterion_is_ruled_out_only_when_the_categories_are_known_and_none_it_needs_is_there(one: object) -> None:
    criterion = next(known for known in CRITERIA if known is one)
    other = next(code for code in CATEGORIES if code not in criterion.needs and code not in SENSITIVE)
    assert finding(criterion.code, a_use(other)) is NO
    assert finding(criterion.code, a_use(other, incomplete=True)) is UNKNOWN
    assert finding(criterion.code, a_use()) is UNKNOWN


@pytest.mark.parametrize(
    ("code", "category"), [(one.code, category) for one in CRITERIA for category in sorted(one.needs - one.proof)]
)
def test_a_needed_category_alone_leaves_a_criterion_open(code: str, category: str) -> None:
    assert finding(code, a_use(category)) is UNKNOWN


@pytest.mark.parametrize(
    ("code", "category"), [(one.code, category) for one in CRITERIA for category in sorted(one.proof)]
)
def test_a_proving_category_makes_a_criterion_hold(code: str, category: str) -> None:
    assert finding(code, a_use(category, users=5000)) is YES


@pytest.mark.parametrize(("code", "word"), [(one.code, word) for one in CRITERIA for word in one.words])
def test_a_kind_of_product_makes_a_criterion_hold(code: str, word: str) -> None:
    assert finding(code, a_use("P01", product_category=f"{word} platform (po)", users=5000)) is YES


@pytest.mark.parametrize(("code", "ai_use"), [(one.code, ai_use) for one in CRITERIA for ai_use in one.ai])
def test_a_use_of_ai_makes_a_criterion_hold(code: str, ai_use: str) -> None:
    assert finding(code, a_use("P01", ai_use=ai_use)) is YES


@pytest.mark.parametrize("code", [one.code for one in CRITERIA if one.large and one.proof])
@pytest.mark.parametrize(
    ("users", "norms", "expected"),
    [
        (5000, NORMS, YES),
        (10, NORMS, NO),
        (None, NORMS, UNKNOWN),
        (5000, Norms(large_scale=None), UNKNOWN),
    ],
)
def test_what_counts_on_a_large_scale_only_follows_the_scale(
    code: str, users: int | None, norms: Norms, expected: Finding
) -> None:
    proof = min(next(one for one in CRITERIA if one.code == code).proof)
    assert finding(code, a_use(proof, users=users), norms) is expected


@pytest.mark.parametrize("answer", [YES, NO])
def test_a_persons_answer_on_the_scale_decides_what_counts_on_a_large_scale(answer: Finding) -> None:
    assert finding("AP07", a_use("P08", large_scale=answer)) is answer


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        (a_use("P05"), YES),
        (a_use("P04", level=DataLevel.SPECIAL), YES),
        (a_use("P04"), NO),
        (a_use("P04", level=DataLevel.UNKNOWN), UNKNOWN),
        (a_use(), UNKNOWN),
    ],
)
def test_sensitive_data_follow_from_a_category_or_the_level(use: UseFacts, expected: Finding) -> None:
    assert finding("WP4", use) is expected


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        (a_use("P04", users=1000), YES),
        (a_use("P04", users=999), NO),
        (a_use("P04", pupils=4000), YES),
        (a_use("P04", users=20, pupils=4000), YES),
        (a_use("P18", users=20, pupils=4000), NO),
        (a_use("P18", pupils=4000), UNKNOWN),
        (a_use(users=20, pupils=4000), UNKNOWN),
        (a_use("P04"), UNKNOWN),
    ],
)
def test_the_scale_counts_users_and_pupils_where_it_is_about_pupils(use: UseFacts, expected: Finding) -> None:
    assert finding("WP5", use) is expected


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        (a_use("P04", feeds=2, couplings=2), YES),
        (a_use("P04", product_category="BI / quality"), YES),
        (a_use("P04", feeds=1, couplings=1), UNKNOWN),
        (a_use("P04", feeds=0, couplings=3), UNKNOWN),
        (a_use("P04"), UNKNOWN),
    ],
)
def test_combining_follows_from_two_sources_and_is_never_ruled_out_by_silence(use: UseFacts, expected: Finding) -> None:
    assert finding("WP6", use) is expected


@pytest.mark.parametrize(("category", "expected"), [("P01", YES), ("P02", YES), ("P18", YES), ("P16", UNKNOWN)])
def test_pupils_and_employees_are_vulnerable(category: str, expected: Finding) -> None:
    assert finding("WP7", a_use(category)) is expected


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        (a_use("P04", ai_use="learning-outcomes"), YES),
        (a_use("P04", ai_use=None, product_category="VR device"), YES),
        (a_use("P04", ai_use=None), UNKNOWN),
        (a_use("P04", ai_use="none"), NO),
    ],
)
def test_new_technology_follows_from_ai_and_new_devices(use: UseFacts, expected: Finding) -> None:
    assert finding("WP8", use) is expected


def test_a_level_that_no_known_category_explains_leaves_the_rest_open() -> None:
    use = a_use("P01", level=DataLevel.SPECIAL)
    assert finding("AP07", use) is UNKNOWN
    assert "niveau" in found(use)["AP07"].facts[0].text


def test_a_word_counts_only_as_a_whole_word() -> None:
    assert finding("WP8", a_use("P04", product_category="portfolio / maintenance")) is NO
    assert finding("AP14", a_use("P04", product_category="learning card")) is NO


def test_the_facts_name_the_category_and_what_leads_to_it() -> None:
    fact = found(a_use("P06"))["AP15"].facts[0]
    assert fact.text == "P06 leergedrag komt voor (product)."
    assert fact.source == "AP-lijst, Stcrt. 2019, 64418, AP15"


def test_one_hit_on_the_list_of_the_authority_makes_a_dpia_required() -> None:
    criteria = answered(a_use("P15"), Answer.YES, "AP12")
    outcome = duty(criteria, ProcessesPersonalData.YES, NORMS)
    assert outcome.duty is Duty.REQUIRED
    assert outcome.ap_hits == ("AP12",)


def test_two_criteria_make_a_dpia_required_and_the_sentence_says_which() -> None:
    outcome = duty(derive(a_use("P05"), NORMS, NAMES), ProcessesPersonalData.YES, NORMS)
    assert outcome.duty is Duty.REQUIRED
    assert outcome.wp_score == 2
    assert outcome.why[0].text == ("2 van de negen criteria gelden (WP4, WP7); vanaf 2 is een DPIA de regel.")


def test_one_criterion_with_the_rest_answered_no_is_to_be_weighed() -> None:
    criteria = answered(a_use("P04"), Answer.NO, *(code for code in CODES if code != "WP7"))
    outcome = duty(criteria, ProcessesPersonalData.YES, NORMS)
    assert (outcome.duty, outcome.wp_score, outcome.unknown) == (Duty.WEIGH, 1, ())


@pytest.mark.parametrize("open_one", CODES)
def test_one_open_criterion_keeps_the_duty_unknown(open_one: str) -> None:
    use = UseFacts(personal_data=ProcessesPersonalData.YES)
    criteria = answered(use, Answer.NO, *(code for code in CODES if code != open_one))
    outcome = duty(criteria, ProcessesPersonalData.YES, NORMS)
    assert (outcome.duty, outcome.unknown) == (Duty.UNKNOWN, (open_one,))


def test_all_answered_no_means_not_indicated() -> None:
    criteria = answered(a_use("P04"), Answer.NO, *CODES)
    assert duty(criteria, ProcessesPersonalData.YES, NORMS).duty is Duty.NOT_INDICATED


def test_no_personal_data_means_not_indicated_with_the_reason() -> None:
    use = UseFacts(personal_data=ProcessesPersonalData.NO)
    outcome = duty(derive(use, NORMS, NAMES), use.personal_data, NORMS)
    assert outcome.duty is Duty.NOT_INDICATED
    assert outcome.why[0].text == "Er worden geen persoonsgegevens verwerkt."


def test_a_persons_answer_goes_first_and_what_was_derived_stays_visible() -> None:
    one = next(fact for fact in answered(a_use("P05"), Answer.NO, "WP4") if fact.criterion == "WP4")
    assert (one.derived, one.answer, one.outcome) == (YES, Answer.NO, NO)


def test_the_norm_moves_the_duty() -> None:
    criteria = answered(a_use("P05"), Answer.NO, *(code for code in CODES if code not in ("WP4", "WP7")))
    assert duty(criteria, ProcessesPersonalData.YES, replace(NORMS, wp_score=3)).duty is Duty.WEIGH


def test_the_criteria_and_the_codes_they_are_read_from_are_those_of_the_vocabulary() -> None:
    assert {one.code for one in CRITERIA} == {*scheme("wp248-criteria").codes, *scheme("ap-list").codes}
    assert {ai for one in CRITERIA for ai in one.ai} | {NO_AI} <= set(scheme("ai-uses").codes)
    assert {code for one in CRITERIA for code in one.needs | one.proof} <= set(scheme("data-categories").codes)


def test_each_criterion_says_in_which_list_it_is() -> None:
    assert {one.scheme for one in CRITERIA if one.code.startswith("WP")} == {WP_SCHEME}
    assert {one.scheme for one in CRITERIA if one.code.startswith("AP")} == {"ap-list"}


@pytest.mark.parametrize("code", ["WP4", "WP2", "AP06", "AP12", "AP17"])
def test_silence_in_a_list_that_nobody_confirmed_excludes_nothing(code: str) -> None:
    assert finding(code, a_use("P04")) is NO or code == "WP2"
    doubtful = a_use("P04", unsure=True)
    assert finding(code, doubtful) is UNKNOWN
    assert found(doubtful)[code].facts[-1].text


def test_a_doubtful_list_still_proves_what_it_names() -> None:
    assert finding("WP1", a_use("P06", unsure=True)) is YES
    assert finding("WP7", a_use("P01", unsure=True)) is YES


def test_a_doubtful_list_never_says_that_no_dpia_is_indicated() -> None:
    wp7 = answered(a_use("P04", unsure=True), Answer.NO, "WP6", "WP7", "WP8")
    outcome = duty(wp7, ProcessesPersonalData.YES, NORMS)
    assert outcome.duty is Duty.UNKNOWN
    assert {"WP1", "WP4", "AP06"} <= set(outcome.unknown)


def test_an_answer_with_a_reason_ends_the_doubt() -> None:
    criteria = answered(a_use("P04", unsure=True), Answer.NO, *CODES)
    assert duty(criteria, ProcessesPersonalData.YES, NORMS).duty is Duty.NOT_INDICATED
