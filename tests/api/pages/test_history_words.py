"""Every kind of event that can happen at a board has a sentence of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.i18n import catalogue
from api.pages.history_fields import FIELDS, VALUES
from api.pages.history_words import OTHER, SENTENCES, SUBJECTS, shown
from swc.audit.kinds import SubjectKind
from swc.boards.login.service import REFUSED, REMEDY
from swc.dpia.kinds import DpiaEvent

ROOT = Path(__file__).parents[3] / "swc"
KIND = re.compile(r'"((?:use|agreement|coupling|assessment|flag|board|school|site|person|api_key|import)\.[a-z_]*ed)"')
ELSEWHERE = {
    "person.changed",
    "person.closed",
    "person.locked",
    "person.logged_in",
    "person.login_refused",
    "person.opened",
    "person.password_changed",
    "person.session_revoked",
    "person.voice_granted",
    "person.voice_revoked",
}
"""Events of an account, which are nobody's board."""


def kinds_in_code() -> set[str]:
    """Return the kinds of event that the services name."""
    return {found for path in ROOT.rglob("*.py") for found in KIND.findall(path.read_text(encoding="utf-8"))}


def test_every_kind_in_the_services_has_a_sentence() -> None:
    assert kinds_in_code() - set(SENTENCES) - ELSEWHERE == set()


def test_every_step_of_an_assessment_has_a_sentence() -> None:
    assert {f"assessment.{event.value}" for event in DpiaEvent} <= set(SENTENCES)


def test_every_sentence_names_who_and_fits_what_is_filled_in() -> None:
    for text in (*SENTENCES.values(), OTHER):
        filled = text % {"who": "Carla", "what": "Magister", "kind": "x.y"}
        assert "Carla" in filled


def test_the_subjects_to_choose_from_are_kinds_that_happen_at_a_board() -> None:
    assert set(SubjectKind) - set(SUBJECTS) == {
        SubjectKind.VENDOR,
        SubjectKind.PRODUCT,
        SubjectKind.CENTRAL_DPIA,
        SubjectKind.RELEASE,
        SubjectKind.CLAIM,
        SubjectKind.MAPPING,
        SubjectKind.SCHEME,
    }


@pytest.mark.parametrize(
    ("value", "told"), [("2026-11-22", "22 nov 2026"), ("2026-02-30", "2026-02-30"), ("0123456789", "0123456789")]
)
def test_a_day_is_told_as_people_write_it(value: str, told: str) -> None:
    assert shown("review_due", value) == told


def test_every_word_of_history_has_an_english_twin() -> None:
    words = {*SENTENCES.values(), OTHER, *SUBJECTS.values(), *FIELDS.values(), REFUSED, REMEDY}
    words |= {word for codes in VALUES.values() for word in codes.values()}
    assert words - set(catalogue("en")) == set()
