"""The register of a board as people read it: from rows to activities, in a fixed number of statements."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from fora import release, starter
from fora.derivation import published_reach
from fora.readers import read_path
from swc.catalogue.kinds import Trust
from swc.catalogue.models import ProductCertificate
from swc.errors import NotFoundError
from swc.landscape.kinds import DerivedKind, UsageStatus, Verdict
from swc.landscape.models import AgreementLocation, AgreementSubProcessor
from swc.register import queries, service
from swc.register.kinds import ActivityState, AnchorKind, RegisterField
from swc.register.rules import activity_id
from swc.register.schemas import Activity, ActivityEnding, Register, RegisterValue
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.fora import ADMINISTRATION, LAS, LAW, REGISTER
from tests.factories.landscape import make_agreement, make_coupling, make_landscape, make_use, make_verdict
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_register_landscape
from tests.personas import BOARD_A, BOARD_B, CARLA, NOW, acting
from tests.query_count import counted
from tests.shared_data import shared

F = RegisterField
TODAY = NOW.date()


def values(found: Activity, field: F) -> dict[str, RegisterValue]:
    """Return the values of a field by key."""
    return {one.key: one for one in found.of(field)}


def activity(session: Session, activity_id: UUID = ADMIN_ACTIVITY) -> Activity:
    """Return an activity of board A."""
    found = queries.activity(session, BOARD_A, activity_id, TODAY)
    assert found is not None
    return found


def test_an_activity_follows_from_use_component_and_function_with_everything_on_the_way(session: Session) -> None:
    use = make_register_landscape(session)
    found = activity(session)
    assert (found.name, found.anchor.kind, found.anchor.key) == (
        "Leerlingadministratie",
        AnchorKind.FUNCTION,
        ADMINISTRATION,
    )
    path = values(found, F.APPLICATION)[str(use.id)].path
    assert [one.kind for one in path] == ["use", "component", "application_function", "function"]
    assert set(values(found, F.PROCESS)) == {REGISTER}
    assert f"law:{LAW}" in values(found, F.STATUTE)
    assert [one.kind for one in values(found, F.STATUTE)[f"law:{LAW}"].path[-3:]] == [
        "process",
        "information_object",
        "law",
    ]
    assert set(values(found, F.DATA_CATEGORY)) == {"P07"}


def test_another_board_and_an_unknown_one(session: Session) -> None:
    make_register_landscape(session)
    assert queries.activity(session, BOARD_B, ADMIN_ACTIVITY, TODAY) is None
    assert queries.detail(session, BOARD_B, ADMIN_ACTIVITY, TODAY) is None
    assert queries.register(session, BOARD_B, TODAY).activities == ()
    with pytest.raises(NotFoundError, match="99999"):
        queries.register(session, "99999", TODAY)


def test_without_a_release_every_use_stands_for_itself(session: Session) -> None:
    make_landscape(session, release=False)
    use = make_use(session, components=(LAS,), categories=("P01",))
    found = queries.register(session, BOARD_A, TODAY)
    assert found.release == ""
    assert [(one.anchor.kind, one.anchor.key) for one in found.activities] == [(AnchorKind.USE, str(use.id))]


def test_parties_and_places_come_from_catalogue_agreement_and_couplings(session: Session) -> None:
    use = make_register_landscape(session)
    make_vendor(session, "wolk", name="Wolk Inc.", country="US", dpf_certified=True)
    make_product(
        session, "elders", vendor_key="wolk", category="", sub_processors=(("Opslag Ltd.", "GB"),), locations=("IE",)
    )
    make_use(session, product="elders", components=(LAS,), own_name="Elders", categories=("P07",))
    make_coupling(session, use, target_name="ROD")
    agreement = make_agreement(session, use)
    session.add(AgreementSubProcessor(agreement_id=agreement.id, name="Reken B.V.", country="NL"))
    session.add(AgreementLocation(agreement_id=agreement.id, country="US"))
    session.flush()
    found = activity(session)
    assert set(values(found, F.PROCESSOR)) == {"schoolmaster", "wolk"}
    assert values(found, F.PROCESSOR)["schoolmaster"].detail.agreement == "present"
    assert set(values(found, F.SUB_PROCESSOR)) == {"opslag ltd", "reken b v"}
    assert {key: one.detail.basis for key, one in values(found, F.TRANSFER).items()} == {
        "US:wolk": "dpf",
        "GB:sub:opslag ltd.": "adequacy",
        "US:storage:magister": "",
    }
    assert [one.label for one in found.of(F.RECIPIENT)] == ["ROD"]


def test_nothing_leaves_only_where_all_places_are_known(session: Session) -> None:
    make_landscape(session)
    make_vendor(session, "dichtbij", country="NL")
    make_product(session, "hier", vendor_key="dichtbij", locations=("NL",), sub_processors=(("Opslag", "DE"),))
    make_use(session, product="hier", components=(LAS,), categories=("P07",))
    assert set(values(activity(session), F.TRANSFER)) == {"none"}
    make_use(session, components=(LAS,), categories=("P07",), own_name="Onbekend waar")
    assert activity(session).of(F.TRANSFER) == ()
    assert F.TRANSFER in activity(session).missing


@pytest.mark.parametrize(("until", "proven"), [(None, "hoog"), (TODAY, "hoog"), (TODAY - timedelta(days=1), "")])
def test_a_certificate_proves_as_long_as_it_holds(session: Session, until: date | None, proven: str) -> None:
    make_register_landscape(session)
    session.add(
        ProductCertificate(
            product_key="magister",
            certificate="certificeringsschema",
            confidentiality="hoog",
            valid_until=until,
            trust=Trust.CONFIRMED,
        )
    )
    session.flush()
    assert values(activity(session), F.SECURITY)["confidentiality"].detail.level_proven == proven


def test_a_function_that_somebody_rejected_for_a_use_is_not_its_activity(session: Session) -> None:
    use = make_register_landscape(session)
    make_verdict(session, use.id, ADMINISTRATION, kind=DerivedKind.FUNCTION, verdict=Verdict.REJECTED, reason="Nee")
    (found,) = queries.register(session, BOARD_A, TODAY).activities
    assert (found.anchor.kind, found.anchor.key) == (AnchorKind.COMPONENT, LAS)


def test_what_is_decided_is_merged_with_what_is_derived_and_what_goes_lapses(session: Session) -> None:
    use = make_register_landscape(session)
    make_established(session)
    found = activity(session)
    assert (found.state, found.version, found.open_suggestions, found.differences) == (
        ActivityState.ESTABLISHED,
        1,
        0,
        0,
    )
    use.own_name = "Anders"
    make_use(session, components=(LAS,), own_name="Tweede", categories=("P07",))
    session.flush()
    changed = activity(session)
    application = values(changed, F.APPLICATION)[str(use.id)]
    assert (application.shown, application.difference) == ("Magister", "Anders")
    assert (changed.open_suggestions, changed.differences) == (1, 1)
    use.status = UsageStatus.PHASED_OUT
    session.flush()
    assert values(activity(session), F.APPLICATION)[str(use.id)].state == "lapsed"


def test_uses_in_the_register_are_those_of_established_activities(session: Session) -> None:
    use = make_register_landscape(session)
    other = make_use(session, own_name="Los", categories=("P03",))
    assert queries.uses_in_register(session, BOARD_A) == frozenset()
    make_established(session)
    with counted(session) as statements:
        assert queries.uses_in_register(session, BOARD_A) == {use.id}
    assert len(statements) == 1
    found = queries.register(session, BOARD_A, TODAY).coverage
    assert [one.id for one in found.uses_outside] == [other.id]
    assert queries.uses_in_register(session, BOARD_B) == frozenset()
    service.end(session, BOARD_A, ADMIN_ACTIVITY, ActivityEnding(reason="Gestopt", on=TODAY), by=acting(CARLA))
    assert queries.uses_in_register(session, BOARD_A) == frozenset()


def test_an_activity_with_its_versions_newest_first(session: Session) -> None:
    make_register_landscape(session)
    make_established(session)
    found = queries.detail(session, BOARD_A, ADMIN_ACTIVITY, TODAY)
    assert found is not None
    assert [one.number for one in found.versions] == [1]
    assert queries.detail(session, BOARD_A, uuid4(), TODAY) is None


def test_more_uses_and_decisions_ask_no_more_statements(session: Session) -> None:
    make_register_landscape(session)
    queries.register(session, BOARD_A, TODAY)
    with counted(session) as few:
        queries.register(session, BOARD_A, TODAY)
    make_established(session)
    for index in range(6):
        one = make_use(session, components=(LAS,), own_name=f"Nog {index}", categories=("P07",))
        make_agreement(session, one)
        make_coupling(session, one)
    with counted(session) as more:
        found = queries.register(session, BOARD_A, TODAY)
    assert len(found.activities[0].uses) == 7
    assert len(more) == len(few) < 40


def place_everywhere(session: Session) -> Register:
    """Return the register of a board with one use on every component of the published release."""
    make_landscape(session, release=False)
    reach = published_reach(session)
    assert reach is not None
    for one in reach.components:
        make_use(session, components=(one.guid,), own_name=one.name)
    return queries.register(session, BOARD_A, TODAY)


def share(found: Register) -> float:
    """Return which part of the fields of art. 30 is filled without typing."""
    return found.coverage.fields_derived / found.coverage.fields_asked


def test_the_starter_fills_most_of_the_register_without_typing(session: Session) -> None:
    starter.install(session, now=NOW)
    found = place_everywhere(session)
    functions = [one for one in found.activities if one.anchor.kind is AnchorKind.FUNCTION]
    assert 45 <= len(functions) <= 75
    assert share(found) > 0.75
    assert all(one.path for activity in found.activities for one in activity.values)
    assert all(one.standing(F.PURPOSE) and one.standing(F.LEGAL_BASIS) for one in functions)


@pytest.mark.slow
def test_the_real_model_fills_most_of_the_register_without_typing(session: Session) -> None:
    archive: Path = shared("fora", "fora-d7b23252-coarchi.tar.xz")
    staged = release.stage(session, read_path(archive), now=NOW)
    release.publish(session, staged.version, now=NOW)
    found = place_everywhere(session)
    functions = [one for one in found.activities if one.anchor.kind is AnchorKind.FUNCTION]
    assert 80 <= len(functions) <= 113
    assert share(found) > 0.65
    assert sum(bool(one.of(F.PROCESS)) for one in functions) > 40
    assert all(one.path for activity in found.activities for one in activity.values)


def test_the_address_of_a_suggestion_is_known_before_its_row(session: Session) -> None:
    make_register_landscape(session)
    assert activity(session).id == activity_id(BOARD_A, AnchorKind.FUNCTION, ADMINISTRATION)
    assert activity(session).version == 0
