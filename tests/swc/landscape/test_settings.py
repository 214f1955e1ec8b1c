"""Which questions on how a use was set up apply to it: asked as long as the facts do not rule them out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from swc.catalogue.kinds import DataLevel
from swc.landscape.kinds import ProcessesPersonalData
from swc.landscape.settings import QUESTION_TEXTS, QUESTIONS, Circumstances, asked
from vocab.schemes import scheme

PLAIN = Circumstances(
    traits=frozenset(),
    ai_use="none",
    level=DataLevel.ORDINARY,
    personal_data=ProcessesPersonalData.YES,
    categories=frozenset({"P01"}),
    categories_unknown=False,
    parents=False,
)
BLANK = replace(
    PLAIN,
    ai_use=None,
    level=DataLevel.UNKNOWN,
    personal_data=ProcessesPersonalData.UNKNOWN,
    categories=frozenset(),
    categories_unknown=True,
    parents=None,
)


def test_code_and_scheme_have_the_same_questions() -> None:
    assert scheme("use-questions").codes == QUESTIONS
    assert {one.code: one.label_nl for one in scheme("use-questions").concepts} == QUESTION_TEXTS


def test_an_ordinary_use_is_asked_little_and_one_without_personal_data_nothing() -> None:
    assert asked(PLAIN) == ("own-password",)
    assert asked(replace(PLAIN, personal_data=ProcessesPersonalData.NO)) == ()


def test_a_use_of_which_nothing_is_known_is_asked_what_cannot_be_ruled_out() -> None:
    assert asked(BLANK) == ("mfa-staff", "own-password", "bsn-partnership", "bsn-parent-login")


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        ({"level": DataLevel.SENSITIVE}, "mfa-staff"),
        ({"level": DataLevel.SPECIAL}, "mfa-staff"),
        ({"traits": frozenset({"partnership"})}, "bsn-partnership"),
        ({"categories": frozenset({"P03", "P08"})}, "bsn-partnership"),
        ({"parents": True}, "bsn-parent-login"),
        ({"categories": frozenset({"P16"})}, "bsn-parent-login"),
        ({"traits": frozenset({"microsoft-collaboration"})}, "own-keys"),
        ({"traits": frozenset({"microsoft-collaboration"})}, "special-data-stored"),
        ({"traits": frozenset({"google-meet"})}, "special-data-talks"),
        ({"traits": frozenset({"consumer-services"})}, "consumer-services-pupils"),
        ({"ai_use": "recommendation"}, "ai-function"),
        ({"ai_use": "generative"}, "minors-ai"),
        ({"ai_use": "generative"}, "ai-terms-minors"),
    ],
)
def test_what_is_known_of_product_or_use_brings_a_question(changes: dict[str, object], question: str) -> None:
    assert question not in asked(PLAIN)
    assert question in asked(replace(PLAIN, **changes))  # type: ignore[arg-type]
