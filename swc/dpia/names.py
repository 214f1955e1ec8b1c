"""The Dutch names of states, events, duties and inputs: message ids of pages, refusals and the generated diagram."""

from __future__ import annotations

from swc.dpia.kinds import DpiaEvent, DpiaState, Duty, StepInputName, Urgency

STATE_NAMES: dict[DpiaState, str] = {
    DpiaState.NOT_ASSESSED: "Niet beoordeeld",
    DpiaState.SCREENING: "Voorafgaande toets",
    DpiaState.NOT_REQUIRED: "Niet nodig",
    DpiaState.REQUIRED: "Nodig",
    DpiaState.IN_PROGRESS: "In uitvoering",
    DpiaState.FG_ADVICE: "Bij de FG voor advies",
    DpiaState.DECISION: "Ter besluit",
    DpiaState.APPROVED: "Goedgekeurd",
    DpiaState.APPROVED_CONDITIONALLY: "Goedgekeurd onder voorwaarden",
    DpiaState.REJECTED: "Afgekeurd",
    DpiaState.PRIOR_CONSULTATION: "Voorgelegd aan de AP",
    DpiaState.REVIEW: "Te herzien",
}

EVENT_NAMES: dict[DpiaEvent, str] = {
    DpiaEvent.SCREEN: "Voorafgaande toets beginnen",
    DpiaEvent.CONCLUDE_NOT_REQUIRED: "Vaststellen: niet nodig",
    DpiaEvent.CONCLUDE_REQUIRED: "Vaststellen: nodig",
    DpiaEvent.START: "Uitvoering beginnen",
    DpiaEvent.ASK_ADVICE: "Advies van de FG vragen",
    DpiaEvent.ADVISE: "Advies van de FG vastleggen",
    DpiaEvent.APPROVE: "Goedkeuren",
    DpiaEvent.APPROVE_WITH_CONDITIONS: "Goedkeuren onder voorwaarden",
    DpiaEvent.REJECT: "Afkeuren",
    DpiaEvent.CONSULT_AUTHORITY: "Voorleggen aan de Autoriteit Persoonsgegevens",
    DpiaEvent.ANSWER: "Antwoord van de Autoriteit Persoonsgegevens vastleggen",
    DpiaEvent.ALL_MEASURES_DONE: "Alle voorwaarden vervuld",
    DpiaEvent.TRIGGER_REVIEW: "Herziening beginnen",
}

DUTY_NAMES: dict[Duty, str] = {
    Duty.REQUIRED: "Verplicht",
    Duty.WEIGH: "Afwegen",
    Duty.NOT_INDICATED: "Niet aangewezen",
    Duty.UNKNOWN: "Onbekend",
}

INPUT_NAMES: dict[StepInputName, str] = {
    StepInputName.REASON: "Reden",
    StepInputName.ON: "Datum",
    StepInputName.FG_SEEN_ON: "Gezien door de FG op",
    StepInputName.ADVICE: "Advies van de FG",
    StepInputName.CONDITIONS: "Voorwaarden",
    StepInputName.REVIEW_DUE: "Herzien vóór",
}

URGENCY_NAMES: dict[Urgency, str] = {
    Urgency.EXPIRED: "Herziening verlopen",
    Urgency.REOPENED: "Opnieuw geopend",
    Urgency.REQUIRED: "DPIA nodig, nog niet afgerond",
    Urgency.UNKNOWN: "Nog niet bekend of een DPIA nodig is",
    Urgency.WEIGH: "Afweging vast te leggen",
    Urgency.RUNNING: "In behandeling",
    Urgency.NOT_INDICATED: "Geen DPIA aangewezen",
    Urgency.SETTLED: "Afgerond",
}
