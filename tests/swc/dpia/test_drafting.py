"""Drafts of sections: what is known, with its source, and nothing where nothing is known or judgement is asked."""

from __future__ import annotations

from uuid import uuid4

from sqlmodel import Session

from swc.catalogue.kinds import LocationKind, Trust
from swc.dpia import service
from swc.dpia.drafting import DraftFacts, ProductFact, written
from swc.dpia.file_schemas import ScopeInput, Section
from swc.dpia.files import open_file
from swc.landscape.models import Use
from swc.register.kinds import AnchorKind, RegisterField, ValueOrigin, ValueState
from swc.register.models import ProcessingVersion
from swc.register.schemas import Activity, Anchor, RegisterValue
from tests.factories.catalogue import make_product
from tests.factories.dpia import make_activity, make_assessment
from tests.factories.landscape import make_landscape, make_use
from tests.personas import ANNE, BOARD_A, CARLA, NOW, acting
from vocab.schemes import scheme

JUDGEMENT = {"interests", "purpose-limitation", "necessity", "rights", "views", "measures"}


def value(field: RegisterField, key: str, label: str, **more: object) -> RegisterValue:
    """Return a value of the register."""
    return RegisterValue(field=field, key=key, label=label, origin=ValueOrigin.PERSON, **more)  # type: ignore[arg-type]


def activity(*values: RegisterValue) -> Activity:
    """Return an established activity."""
    anchor = Anchor(kind=AnchorKind.MANUAL, key="x", name="Begeleiden")
    return Activity(id=uuid4(), board_number=BOARD_A, anchor=anchor, name="Begeleiden", version=2, values=values)


def sections(session: Session, key: object) -> dict[str, Section]:
    """Return the sections of a file by code."""
    found = open_file(session, BOARD_A, key, by=acting(ANNE))  # type: ignore[arg-type]
    return {one.code: one for one in found.sections}


def test_what_nobody_recorded_gives_no_sentence() -> None:
    assert written(DraftFacts()) == {}


def test_the_register_speaks_in_the_sections_that_its_fields_are_about() -> None:
    facts = DraftFacts(
        activities=(
            activity(
                value(RegisterField.PURPOSE, "education", "Onderwijs geven", trust=Trust.CONFIRMED, source="Wvo 2020"),
                value(RegisterField.LEGAL_BASIS, "e", "Algemeen belang", text="Taak van algemeen belang"),
                value(RegisterField.RETENTION, "n", "Twee jaar"),
                value(RegisterField.RECIPIENT, "r", "Inspectie", state=ValueState.REJECTED),
            ),
        )
    )
    found = written(facts)
    assert found["purposes"].text == "Doel: Onderwijs geven."
    assert (found["purposes"].facts[0].source, found["purposes"].facts[0].about) == ("Wvo 2020", "Begeleiden")
    assert found["legal-basis"].text == "Grondslag: Taak van algemeen belang."
    assert found["legal-basis"].facts[0].source == "niet bevestigd"
    assert found["retention"].text == "Bewaartermijn: Twee jaar."
    assert "parties" not in found


def test_doubt_about_the_catalogue_stands_in_the_source() -> None:
    seen = ProductFact("Snappet", "US", "US", LocationKind.SUPPORT, "https://x.example", Trust.UNCONFIRMED)
    found = written(DraftFacts(locations=(seen,), ai=(("Snappet", None),)))
    assert found["locations"].text == "Snappet: gegevens kunnen worden ingezien vanuit US."
    assert found["locations"].facts[0].source == "https://x.example, niet bevestigd"
    assert found["techniques"].text == "Of Snappet AI gebruikt, is niet bekend."


def test_every_draft_is_of_a_section_that_exists_and_judgement_is_left_to_people() -> None:
    facts = DraftFacts(
        activities=(activity(*(value(field, "k", field.value) for field in RegisterField)),),
        functions=("Toetsen",),
        laws=("Wpo",),
        processes=("Afnemen",),
    )
    assert set(written(facts)) <= set(scheme("dpia-sections").codes) - JUDGEMENT


def test_an_assessment_of_one_use_begins_with_its_catalogue_facts(session: Session, use: Use) -> None:
    assert use.id
    make_product(
        session,
        "wolkje",
        name="Wolkje",
        locations=("US",),
        sub_processors=(("Opslag Inc", "US"),),
        categories=("P08",),
    )
    row = make_assessment(session, use_id=make_use(session, product="wolkje").id)
    found = sections(session, row.id)
    assert found["parties"].draft.text == "Subverwerker van Wolkje: Opslag Inc (US)."
    assert found["locations"].draft.text.splitlines()[0] == "Wolkje: gegevens worden bewaard in US."
    assert "P08" in found["personal-data"].draft.text
    assert "P08" in found["special-categories"].draft.text
    assert (found["necessity"].draft.text, found["necessity"].text) == ("", "")


def test_an_assessment_over_activities_begins_with_what_was_established(session: Session, use: Use) -> None:
    row = make_activity(session, uses=(use.id,))
    for number, purpose in ((1, "Oud doel"), (2, "Onderwijs geven")):
        content = activity(value(RegisterField.PURPOSE, "p", purpose)).model_dump(mode="json")
        session.add(
            ProcessingVersion(
                activity_id=row.id, number=number, content=content, digest="0" * 64, made_at=NOW, made_by="carla"
            )
        )
    row.current_version = 2
    session.flush()
    data = ScopeInput(title="DPIA", activities=(row.id,))
    key = service.open_assessment(session, BOARD_A, data, by=acting(CARLA))
    found = sections(session, key)
    assert found["purposes"].draft.text == "Doel: Onderwijs geven."
    assert "Leerspoor: " in found["proposal"].draft.text
    assert "WP7" in found["risks"].draft.text


def test_a_file_does_not_wait_for_the_register_and_says_what_is_only_suggested(session: Session) -> None:
    make_landscape(session)
    make_product(session, "leerspoor", categories=("P05",))
    use = make_use(session, product="leerspoor", categories=("P05",))
    found = sections(session, make_assessment(session, use_id=use.id).id)
    assert "staat nog niet in het register" in found["proposal"].draft.text
    assert "P05" in found["personal-data"].draft.text
    assert any(one.source == "voorstel voor het register" for one in found["proposal"].draft.facts)


def test_an_activity_tells_whether_it_was_established() -> None:
    suggested = activity(value(RegisterField.PURPOSE, "education", "Onderwijs geven")).model_copy(update={"version": 0})
    assert "nog niet in het register" in written(DraftFacts(activities=(suggested,)))["proposal"].text
    established = written(DraftFacts(activities=(activity(),)))["proposal"]
    assert established.text == "De verwerking ‘Begeleiden’ staat in het register (versie 2)."
    assert established.facts[0].source == "register"
