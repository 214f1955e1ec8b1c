"""Writing sections: every version stays, the same text is no version, and two people never overwrite each other."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.dpia import service
from swc.dpia.file_schemas import SectionInput
from swc.dpia.files import open_file
from swc.dpia.kinds import DpiaEvent
from swc.dpia.models import Assessment, AssessmentSection, AssessmentStep
from swc.dpia.schemas import StepInput
from swc.dpia.sections import section_versions
from swc.dpia.service import SectionConflictError
from swc.errors import NotAllowedError, NotFoundError
from swc.landscape.models import Use
from tests.factories.dpia import make_assessment
from tests.personas import ANNE, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, acting


@pytest.fixture
def row(session: Session, use: Use) -> Assessment:
    """Return an assessment in progress."""
    return make_assessment(session, use_id=use.id)


def write(
    session: Session, row: Assessment, text: str, number: int, *, by: Actor = ANNE, section: str = "risks"
) -> int:
    """Write a section."""
    data = SectionInput(section=section, text=text, number=number)
    return service.write_section(session, BOARD_A, row.id, data, by=acting(by))


def test_every_version_is_kept_and_the_newest_is_shown(session: Session, row: Assessment) -> None:
    assert [write(session, row, "Een.", 0), write(session, row, "Twee.", 1)] == [1, 2]
    shown = next(one for one in open_file(session, BOARD_A, row.id, by=acting(BRAM)).sections if one.code == "risks")
    assert (shown.text, shown.number, shown.written_by) == ("Twee.", 2, "Anne")
    assert [one.text for one in section_versions(session, row.id, "risks")] == ["Twee.", "Een."]


def test_the_same_text_makes_no_version_and_no_event(session: Session, row: Assessment) -> None:
    write(session, row, "Een.", 0)
    events = len(session.exec(select(Event)).all())
    assert write(session, row, "Een.", 0, by=CARLA) == 1
    assert len(session.exec(select(Event)).all()) == events


def test_the_second_of_two_people_gets_both_texts_and_loses_nothing(session: Session, row: Assessment) -> None:
    write(session, row, "Basis.", 0)
    write(session, row, "Van Carla.", 1, by=CARLA)
    with pytest.raises(SectionConflictError) as conflict:
        write(session, row, "Van Anne.", 1)
    told = conflict.value
    assert (told.mine, told.theirs, told.base, told.number) == ("Van Anne.", "Van Carla.", "Basis.", 2)
    assert told.written_by == "Carla"
    assert write(session, row, "Van Carla en van Anne.", told.number) == 3


def test_a_number_that_never_was_has_no_base(session: Session, row: Assessment) -> None:
    with pytest.raises(SectionConflictError) as conflict:
        write(session, row, "Ineens.", 4)
    assert (conflict.value.theirs, conflict.value.base, conflict.value.number) == ("", "", 0)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(0, 4)), max_size=8))
def test_whatever_people_send_no_text_disappears(
    session: Session, row: Assessment, turns: list[tuple[str, int]]
) -> None:
    section = "views"
    before = len(section_versions(session, row.id, section))
    kept = 0
    for text, number in turns:
        newest = section_versions(session, row.id, section)
        try:
            write(session, row, text, number, section=section)
        except SectionConflictError:
            continue
        kept += not newest or newest[0].text != text
    numbers = [one.number for one in section_versions(session, row.id, section)]
    assert numbers == list(range(before + kept, 0, -1))


def test_a_section_that_is_no_section_is_not_found(session: Session, row: Assessment) -> None:
    for code in ("features", "lawfulness", "onzin"):
        with pytest.raises(NotFoundError):
            write(session, row, "Tekst.", 0, section=code)
    assert section_versions(session, row.id, "onzin") == ()


@pytest.mark.parametrize(("actor", "error"), [(BRAM, NotAllowedError), (CHRIS, NotFoundError)])
def test_only_who_works_on_assessments_writes(
    session: Session, row: Assessment, actor: Actor, error: type[Exception]
) -> None:
    with pytest.raises(error):
        write(session, row, "Tekst.", 0, by=actor)
    data = SectionInput(section="risks", text="Tekst.", number=0)
    with pytest.raises(NotFoundError):
        service.write_section(session, BOARD_B, row.id, data, by=acting(CHRIS))
    assert session.exec(select(AssessmentSection)).all() == []


def test_the_event_names_the_section_and_not_the_text(session: Session, row: Assessment) -> None:
    write(session, row, "Vertrouwelijk.", 0)
    event = session.exec(select(Event).order_by(Event.seq.desc())).first()  # type: ignore[union-attr]
    assert event is not None
    assert event.kind == "assessment.section_changed"
    assert "Vertrouwelijk" not in str(event.after)


def test_a_step_keeps_which_texts_it_was_taken_on(session: Session, row: Assessment) -> None:
    write(session, row, "Eerste", 0)
    write(session, row, "Tweede", 1)
    trigger = StepInput(event=DpiaEvent.TRIGGER_REVIEW, reason="Er was een incident.")
    service.take_step(session, BOARD_A, row.id, trigger, by=acting(ANNE))
    write(session, row, "Derde", 2)
    kept = session.exec(select(AssessmentStep).where(AssessmentStep.assessment_id == row.id)).one()
    event = session.exec(select(Event).where(Event.kind == "assessment.trigger_review")).one()
    assert kept.facts["texts"] == (event.after or {})["texts"] == {"risks": 2}
    (shown,) = open_file(session, BOARD_A, row.id, by=acting(ANNE)).history
    assert "texts" not in shown.facts
