"""Registers and assessment files made by hand, of any size, for what is handed out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from api.exports.register_document import Holder
from swc.catalogue.kinds import Addressee, Trust
from swc.dpia.file_schemas import (
    ActivityRef,
    AssessmentFile,
    AssessmentRow,
    MeasureRow,
    RiskRow,
    ScreeningRow,
    Section,
    SectionDraft,
)
from swc.dpia.kinds import (
    Answer,
    AssessmentKind,
    DpiaEvent,
    DpiaState,
    Duty,
    Finding,
    Matrix,
    MeasureState,
    RiskLevel,
)
from swc.dpia.schemas import CriterionFact, DpiaStatus, DutyOutcome, Fact, Step
from swc.register.kinds import (
    ActivityState,
    AnchorKind,
    BoardRole,
    RegisterField,
    ValueOrigin,
    ValueState,
)
from swc.register.schemas import Activity, Anchor, Coverage, Detail, PathStep, Register, RegisterValue, UseRef
from tests.personas import BOARD_A, NOW

DAY = date(2026, 3, 2)
SPACE = UUID("2f0f7a34-51c6-4d38-8f0b-0a3a5c1f7b60")

HOLDER = Holder(
    name="Stichting De Horizon",
    number=BOARD_A,
    address="Schoolstraat 1, 1234 AB Utrecht",
    kvk_number="01234567",
    phone="030 123 45 67",
    website="https://horizon.example",
    privacy_contacts=("Fatima de Vries (fatima@horizon.example)",),
)

_NAMES = ("Toelating en inschrijving", "Leerlingbegeleiding", "Toetsing en examinering", "Personeelsbeheer")
_VALUES: dict[RegisterField, tuple[str, ...]] = {
    RegisterField.DESCRIPTION: ("Aanmelding, plaatsing en inschrijving van leerlingen.",),
    RegisterField.PURPOSE: ("Onderwijs geven en leerlingen begeleiden", "Vaststellen van de bekostiging"),
    RegisterField.LEGAL_BASIS: ("Wettelijke verplichting (art. 6 lid 1 onder c)", "Taak van algemeen belang"),
    RegisterField.STATUTE: ("Wet op het primair onderwijs, artikel 40",),
    RegisterField.SPECIAL_GROUND: ("Gezondheid: artikel 30 UAVG",),
    RegisterField.DATA_SUBJECT: ("Leerlingen", "Ouders en verzorgers"),
    RegisterField.DATA_CATEGORY: (
        "Naam, adres en woonplaats",
        "Geboortedatum en geslacht",
        "Persoonsgebonden nummer (BSN)",
        "Medische gegevens",
        "Toetsresultaten",
    ),
    RegisterField.INFORMATION_OBJECT: ("Leerlinggegevens", "Ondersteuningsplan"),
    RegisterField.RECIPIENT: ("DUO", "Samenwerkingsverband"),
    RegisterField.PROCESSOR: ("Voorbeeldsoftware B.V.", "Wolkendienst Ltd."),
    RegisterField.SUB_PROCESSOR: ("Hosting AG", "Mail Inc."),
    RegisterField.TRANSFER: ("Mail Inc.",),
    RegisterField.RETENTION: ("Twee jaar na uitschrijving",),
    RegisterField.SECURITY: ("BIV-classificatie",),
    RegisterField.FUNCTION: ("Toelating",),
    RegisterField.PROCESS: ("Aanmelden leerling", "Inschrijven leerling"),
    RegisterField.APPLICATION: ("Leerspoor", "Ouderportaal"),
}
_DETAILS: dict[RegisterField, Detail] = {
    RegisterField.TRANSFER: Detail(country="US", basis="dpf", safeguard="Modelcontractbepalingen 2021"),
    RegisterField.RETENTION: Detail(term_days=730, norm_days=730),
    RegisterField.SECURITY: Detail(aspect="confidentiality", level_required="hoog", level_proven="midden"),
    RegisterField.PROCESSOR: Detail(country="NL", agreement="present"),
}
_STATES = (ValueState.ACCEPTED, ValueState.SUGGESTED, ValueState.CHANGED, ValueState.ADDED)


def make_value(
    field: RegisterField, label: str, *, state: ValueState = ValueState.ACCEPTED, text: str = "", reason: str = ""
) -> RegisterValue:
    """Return a value with a path."""
    return RegisterValue(
        field=field,
        key=label[:160],
        label=label,
        origin=ValueOrigin.PERSON if state is ValueState.ADDED else ValueOrigin.FORA,
        path=(
            PathStep(kind="use", name="Leerspoor"),
            PathStep(kind="component", name="Leerlingadministratiesysteem", relation="geplaatst op"),
            PathStep(kind="function", name="Toelating", relation="ondersteunt"),
        ),
        source="FORA 2026",
        trust=Trust.CONFIRMED,
        detail=_DETAILS.get(field, Detail()),
        state=state,
        text=text,
        reason=reason,
    )


def make_values(index: int = 0) -> tuple[RegisterValue, ...]:
    """Return values for every field, in turn accepted, suggested, changed and added."""
    made = []
    for at, (field, labels) in enumerate(_VALUES.items()):
        for place, label in enumerate(labels):
            state = _STATES[(index + at + place) % len(_STATES)]
            text = f"{label} (eigen woorden {index})" if state is ValueState.CHANGED else ""
            made.append(make_value(field, label, state=state, text=text))
    return tuple(made)


def make_activity(
    index: int = 0,
    *,
    name: str = "",
    state: ActivityState = ActivityState.ESTABLISHED,
    role: BoardRole = BoardRole.CONTROLLER,
    values: tuple[RegisterValue, ...] | None = None,
    reason: str = "",
    missing: tuple[RegisterField, ...] = (),
) -> Activity:
    """Return an activity with all its values."""
    return Activity(
        id=uuid5(SPACE, str(index)),
        board_number=BOARD_A,
        anchor=Anchor(kind=AnchorKind.FUNCTION, key=f"functie-{index}", name=_NAMES[index % len(_NAMES)]),
        name=name or f"{_NAMES[index % len(_NAMES)]} {index + 1}",
        role=role,
        owner_role="Directeur",
        state=state,
        reason=reason,
        version=3 if state is ActivityState.ESTABLISHED else 0,
        values=make_values(index) if values is None else values,
        uses=(UseRef(id=uuid5(SPACE, f"use/{index}"), name="Leerspoor"),),
        missing=missing,
        updated_at=datetime(2026, 2, 1, 9, 30, tzinfo=UTC),
    )


def make_register(*activities: Activity, name: str = "Stichting De Horizon") -> Register:
    """Return the register of board A with these activities."""
    return Register(
        board_number=BOARD_A,
        board_name=name,
        as_of=DAY,
        release="FORA 2026-1",
        activities=activities,
        coverage=Coverage(
            established=len(activities),
            fields_asked=9 * len(activities),
            fields_filled=8 * len(activities),
            fields_derived=6 * len(activities),
            uses_with_personal_data=3,
            uses_outside=(UseRef(id=uuid5(SPACE, "buiten"), name="Oud planningsprogramma"),) if activities else (),
        ),
    )


def make_file(**changes: object) -> AssessmentFile:
    """Return an assessment in which every part holds something."""
    measures = (
        MeasureRow(
            id=uuid5(SPACE, "m1"),
            assessment_id=uuid5(SPACE, "dpia"),
            text="Zet tweefactorauthenticatie aan voor medewerkers.",
            addressee=Addressee.BOARD,
            owner_role="ICT-coördinator",
            due=date(2026, 1, 15),
            overdue=True,
        ),
        MeasureRow(
            id=uuid5(SPACE, "m2"),
            assessment_id=uuid5(SPACE, "dpia"),
            text="Bewaar logbestanden niet langer dan zes maanden.",
            addressee=Addressee.VENDOR,
            state=MeasureState.DONE,
            done_on=date(2026, 2, 20),
            evidence="Brief van de leverancier van 20 februari 2026.",
        ),
    )
    head = AssessmentRow(
        id=uuid5(SPACE, "dpia"),
        board_number=BOARD_A,
        kind=AssessmentKind.DPIA,
        title="Adaptief rekenen",
        state=DpiaState.DECISION,
        state_since=datetime(2026, 2, 25, 8, 0, tzinfo=UTC),
        duty=Duty.REQUIRED,
        activities=(ActivityRef(id=uuid5(SPACE, "0"), name="Toetsing en examinering", version=2),),
        open_measures=1,
        overdue_measures=1,
        highest_residual=RiskLevel.MIDDLE,
    )
    criteria = (
        CriterionFact(
            criterion="WP7",
            scheme="wp248-criteria",
            derived=Finding.YES,
            facts=(Fact(message="Leerlingen zijn kwetsbare betrokkenen.", source="FORA 2026"),),
        ),
        CriterionFact(
            criterion="WP5",
            scheme="wp248-criteria",
            derived=Finding.UNKNOWN,
            answer=Answer.NO,
            answer_reason="Eén school met tachtig leerlingen.",
            answered_by="Anne",
        ),
    )
    outcome = DutyOutcome(
        duty=Duty.REQUIRED, wp_score=2, wp_norm=2, why=(Fact(message="Twee of meer criteria van WP248 gelden."),)
    )
    made = AssessmentFile(
        head=head,
        matrix=Matrix.FOUR,
        dpia=DpiaStatus(
            use_id=uuid5(SPACE, "use/0"),
            assessment_id=head.id,
            state=head.state,
            outcome=outcome,
            criteria=criteria,
            fg_advice_on=date(2026, 2, 24),
            fg_advice="Akkoord, mits de maatregelen voor de zomer zijn genomen.\nBespreek dit met de ouderraad.",
        ),
        screening=ScreeningRow(
            criteria_version="2026-1",
            duty=Duty.REQUIRED,
            wp_score=2,
            motive="Adaptieve software volgt leerlingen op de voet.",
            made_at=NOW,
            made_by="Anne",
            criteria=criteria,
        ),
        sections=(
            Section(
                code="proposal",
                label_nl="Voorstel",
                label_en="Proposal",
                part="features",
                text="Leerlingen rekenen op een tablet.\n\nDe software kiest de volgende opgave.",
                number=2,
                written_at=NOW,
                written_by="Anne",
            ),
            Section(
                code="necessity",
                label_nl="Noodzaak en evenredigheid",
                label_en="Necessity and proportionality",
                part="lawfulness",
                draft=SectionDraft(
                    text="Het doel is rekenonderwijs.", facts=(Fact(message="Grondslag: publieke taak."),)
                ),
            ),
        ),
        risks=(
            RiskRow(
                id=uuid5(SPACE, "r1"),
                title="Profiel van een leerling lekt uit",
                description="Scores zijn te herleiden.",
                source="Zwak wachtwoordbeleid",
                subjects=("leerlingen",),
                likelihood=3,
                impact=4,
                residual_likelihood=1,
                residual_impact=4,
                inherent=RiskLevel.VERY_HIGH,
                residual=RiskLevel.MIDDLE,
                measures=(measures[0].id,),
            ),
            RiskRow(id=uuid5(SPACE, "r2"), title="Logbestanden blijven te lang staan"),
        ),
        measures=measures,
        history=(
            Step(
                at=NOW,
                event=DpiaEvent.ADVISE,
                from_state=DpiaState.FG_ADVICE,
                to_state=DpiaState.DECISION,
                actor="Fatima",
                reason="",
            ),
        ),
    )
    return made.model_copy(update=changes)
