"""The demo's agreements with vendors, and an assessment over processing activities with texts, risks and measures."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from api.demo.people import Cast
from swc.access.kinds import Act
from swc.access.roles import Role
from swc.dpia.file_schemas import MeasureInput, RiskInput, ScopeInput, ScreeningInput, SectionInput
from swc.dpia.kinds import AssessmentKind, DpiaEvent, Matrix
from swc.dpia.schemas import StepInput
from swc.dpia.service.files import open_assessment
from swc.dpia.service.measures import add_measure
from swc.dpia.service.risks import add_risk
from swc.dpia.service.screenings import confirm_screening
from swc.dpia.service.sections import write_section
from swc.dpia.service.steps import take_step
from swc.landscape.agreements.service import add_agreement
from swc.landscape.kinds import AgreementPresence
from swc.landscape.schemas import VendorAgreementInput
from swc.register.kinds import ActivityState
from swc.register.queries import register

BOARD = "99002"
_TITLE = "Leerlingen volgen en begeleiden (fictief)"


def add_vendor_agreements(session: Session, cast: Cast) -> None:
    """Agree with a vendor for all its products, ending soon; and keep one agreement that nothing rests on any more."""
    by = cast.act(BOARD, Role.EDITOR, days_ago=18)
    today = cast.now.date()
    for data in (
        VendorAgreementInput(
            presence=AgreementPresence.PRESENT,
            vendor_name="Futurewhiz B.V.",
            model_version="model-4.0",
            signed_on=today - timedelta(days=1040),
            valid_until=today + timedelta(days=55),
            signer_role="bestuurder",
            signer_authorised=True,
            annex_recorded=True,
            annex_retention="Tot twee maanden na het einde van het abonnement.",
            categories=("P01", "P02", "P05"),
            locations=("NL",),
        ),
        VendorAgreementInput(
            presence=AgreementPresence.PRESENT,
            vendor_name="Oude Uitgeverij (fictief)",
            model_version="ouder-model",
            signed_on=today - timedelta(days=3100),
            note="Overgenomen uit een eerder overzicht; de licentie is vervallen.",
        ),
    ):
        add_agreement(session, BOARD, data, by=by)


def write_dossier(session: Session, cast: Cast) -> None:
    """Open an assessment over the activities that stand in the register, screen it and begin to write it."""
    by = cast.act(BOARD, Role.PRIVACY_OFFICER, days_ago=12)
    found = register(session, BOARD, by.today).activities
    covered = tuple(one.id for one in found if one.state is ActivityState.ESTABLISHED)
    data = ScopeInput(kind=AssessmentKind.DPIA, title=_TITLE, activities=covered, matrix=Matrix.FIVE)
    file_id = open_assessment(session, BOARD, data, by=by)
    confirm_screening(session, BOARD, file_id, ScreeningInput(motive="Doorgelopen met de intern begeleiders."), by=by)
    for event in (DpiaEvent.CONCLUDE_REQUIRED, DpiaEvent.START):
        on = by.today if event is DpiaEvent.CONCLUDE_REQUIRED else None
        take_step(session, BOARD, file_id, StepInput(event=event, on=on), by=by)
    _write(session, file_id, by=by)


def _write(session: Session, file_id: UUID, *, by: Act) -> None:
    texts = {
        "proposal": "De scholen volgen de ontwikkeling van leerlingen en richten daar hun begeleiding op in.",
        "necessity": "Zonder deze gegevens kan de school haar zorgplicht niet waarmaken. Minder ingrijpend kan niet.",
        "views": "De medezeggenschapsraad is gehoord; hij vroeg om kortere bewaring van losse notities.",
    }
    for section, text in texts.items():
        write_section(session, BOARD, file_id, SectionInput(section=section, text=text, number=0), by=by)
    measure = add_measure(
        session,
        BOARD,
        file_id,
        MeasureInput(
            text="Verwijder losse notities aan het einde van het schooljaar.",
            owner_role="intern begeleider",
            due=by.today + timedelta(days=150),
        ),
        by=by,
    )
    risk = RiskInput(
        title="Notities gaan een eigen leven leiden en worden langer bewaard dan nodig.",
        source="Losse notities staan buiten het leerlingdossier.",
        subjects=("leerlingen",),
        likelihood=4,
        impact=3,
        residual_likelihood=2,
        residual_impact=3,
        measures=(measure,),
    )
    add_risk(session, BOARD, file_id, risk, by=by)
