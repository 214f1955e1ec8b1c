"""A register for tests: a landscape from which activities follow, and activities made by the services themselves."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from swc.landscape.models import Use
from swc.register import service
from swc.register.kinds import AnchorKind, BoardRole, RegisterField
from swc.register.rules import activity_id
from swc.register.schemas import ActivityChange, ActivityCreate, ValueAddition
from tests.factories.fora import ADMINISTRATION, LAS
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, CARLA, acting

ADMIN_ACTIVITY = activity_id(BOARD_A, AnchorKind.FUNCTION, ADMINISTRATION)
"""The activity that follows from `make_register_landscape`: the function that the component of the use serves."""


def make_register_landscape(session: Session) -> Use:
    """Make board A with one use on the component of the release, so that one activity is suggested."""
    make_landscape(session)
    return make_use(session, components=(LAS,), categories=("P01", "P12"), own_name="Magister")


def make_established(session: Session) -> UUID:
    """Establish the activity of `make_register_landscape` with everything that is suggested."""
    service.establish(session, BOARD_A, ADMIN_ACTIVITY, ActivityChange(accept_all=True), by=acting(CARLA))
    return ADMIN_ACTIVITY


def make_processor_activity(session: Session, *, name: str = "Administratie voor het samenwerkingsverband") -> UUID:
    """Make an activity in which board A is processor for another."""
    return service.create(
        session,
        BOARD_A,
        ActivityCreate(
            name=name,
            role=BoardRole.PROCESSOR,
            additions=(
                ValueAddition(field=RegisterField.CONTROLLER, text="Samenwerkingsverband Zuid"),
                ValueAddition(field=RegisterField.DESCRIPTION, text="Bijhouden van dossiers"),
                ValueAddition(field=RegisterField.SECURITY, text="Toegang per rol"),
            ),
        ),
        by=acting(CARLA),
    )
