"""The one table of DPIA transitions, the decision whether a step may be taken, and when the question is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from swc.access.roles import Right
from swc.dpia.kinds import SETTLED, DpiaEvent, DpiaState, Duty, StepInputName, Urgency
from swc.dpia.names import EVENT_NAMES, STATE_NAMES
from swc.errors import Problem

REASON = StepInputName.REASON
ON = StepInputName.ON
FG_SEEN_ON = StepInputName.FG_SEEN_ON
ADVICE = StepInputName.ADVICE
CONDITIONS = StepInputName.CONDITIONS
REVIEW_DUE = StepInputName.REVIEW_DUE


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed step: where it leads, the right it takes, what must and what may be handed in.

    `settles` gives the assessment a review date when none is handed in; `not_by_advisor` keeps who advised from
    deciding (art. 38(6) AVG: the FG has no conflicting task).
    """

    to: DpiaState
    right: Right = Right.EDIT_DPIA
    inputs: tuple[StepInputName, ...] = ()
    optional: tuple[StepInputName, ...] = ()
    settles: bool = False
    not_by_advisor: bool = False


def _decision(to: DpiaState, *inputs: StepInputName, settles: bool = False) -> Transition:
    """Return a step that only the board's privacy officer or administrator takes, never who gave the advice."""
    return Transition(
        to=to,
        right=Right.DECIDE_DPIA,
        inputs=inputs,
        optional=tuple(one for one in (REASON, REVIEW_DUE) if one not in inputs and (settles or one is REASON)),
        settles=settles,
        not_by_advisor=True,
    )


_REVIEW = Transition(to=DpiaState.REVIEW, inputs=(REASON,), optional=(ON,))

TRANSITIONS: dict[tuple[DpiaState, DpiaEvent], Transition] = {
    (DpiaState.NOT_ASSESSED, DpiaEvent.SCREEN): Transition(DpiaState.SCREENING, optional=(REASON,)),
    (DpiaState.SCREENING, DpiaEvent.CONCLUDE_NOT_REQUIRED): Transition(
        DpiaState.NOT_REQUIRED,
        right=Right.DECIDE_DPIA,
        inputs=(REASON, FG_SEEN_ON, ON),
        optional=(REVIEW_DUE,),
        settles=True,
    ),
    (DpiaState.SCREENING, DpiaEvent.CONCLUDE_REQUIRED): Transition(
        DpiaState.REQUIRED, right=Right.DECIDE_DPIA, inputs=(ON,), optional=(REASON,)
    ),
    (DpiaState.REQUIRED, DpiaEvent.START): Transition(DpiaState.IN_PROGRESS, optional=(REASON,)),
    (DpiaState.IN_PROGRESS, DpiaEvent.ASK_ADVICE): Transition(DpiaState.FG_ADVICE, optional=(REASON,)),
    (DpiaState.FG_ADVICE, DpiaEvent.ADVISE): Transition(
        DpiaState.DECISION, right=Right.DECIDE_DPIA, inputs=(ADVICE, ON), optional=(REASON,)
    ),
    (DpiaState.DECISION, DpiaEvent.APPROVE): _decision(DpiaState.APPROVED, ON, settles=True),
    (DpiaState.DECISION, DpiaEvent.APPROVE_WITH_CONDITIONS): _decision(
        DpiaState.APPROVED_CONDITIONALLY, CONDITIONS, ON, settles=True
    ),
    (DpiaState.DECISION, DpiaEvent.REJECT): _decision(DpiaState.REJECTED, REASON, ON),
    (DpiaState.DECISION, DpiaEvent.CONSULT_AUTHORITY): _decision(DpiaState.PRIOR_CONSULTATION, REASON, ON),
    (DpiaState.PRIOR_CONSULTATION, DpiaEvent.ANSWER): Transition(
        DpiaState.DECISION, right=Right.DECIDE_DPIA, inputs=(REASON, ON)
    ),
    (DpiaState.APPROVED_CONDITIONALLY, DpiaEvent.ALL_MEASURES_DONE): Transition(
        DpiaState.APPROVED, right=Right.DECIDE_DPIA, inputs=(ON,), optional=(REASON,)
    ),
    (DpiaState.NOT_REQUIRED, DpiaEvent.TRIGGER_REVIEW): _REVIEW,
    (DpiaState.APPROVED, DpiaEvent.TRIGGER_REVIEW): _REVIEW,
    (DpiaState.APPROVED_CONDITIONALLY, DpiaEvent.TRIGGER_REVIEW): _REVIEW,
    (DpiaState.REJECTED, DpiaEvent.TRIGGER_REVIEW): _REVIEW,
    (DpiaState.REVIEW, DpiaEvent.SCREEN): Transition(DpiaState.SCREENING, optional=(REASON,)),
}
"""Every step there is; what is not in this table is refused. Buttons, JSON, docs and tests read it."""


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What a step is judged on: what was handed in, who acts, and what happened before.

    `advisor_key` is who recorded the last advice, `advised_on` its day; `ap_hits` the codes of the AP list that hold.
    """

    actor_key: str
    reason: str = ""
    on: date | None = None
    fg_seen_on: date | None = None
    advice: str = ""
    conditions: str = ""
    review_due: date | None = None
    advisor_key: str | None = None
    advised_on: date | None = None
    ap_hits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step is not taken: a stable code, a Dutch sentence, the way out, and the fields that are wrong."""

    code: str
    message: str
    remedy: str = ""
    params: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def allowed_events(state: DpiaState) -> tuple[tuple[DpiaEvent, Transition], ...]:
    """Return the steps that leave a state, in the order of the table."""
    return tuple((event, step) for (here, event), step in TRANSITIONS.items() if here is state)


def decide(current: DpiaState, event: DpiaEvent, facts: StepFacts, today: date) -> DpiaState | Refusal:
    """Return the next state, or why not; never raises for an expected no."""
    step = TRANSITIONS.get((current, event))
    if step is None:
        return _no_such_step(current, event)
    return _wrong_input(step, facts, today) or _rule_against(event, step, facts) or step.to


def is_settled(state: DpiaState, review_due: date | None, today: date) -> bool:
    """Say whether the question is settled today: decided, and the review date has not passed (art. 35(11) AVG)."""
    return state in SETTLED and not is_expired(state, review_due, today)


def is_expired(state: DpiaState, review_due: date | None, today: date) -> bool:
    """Say whether a decided assessment is past its review date; derived, never stored."""
    return state in SETTLED and review_due is not None and review_due < today


def urgency(state: DpiaState, duty: Duty, *, settled: bool, expired: bool) -> Urgency:
    """Return how soon an assessment asks for work; what is required or unknown stays in sight until it is settled."""
    if expired:
        return Urgency.EXPIRED
    if settled:
        return Urgency.SETTLED
    if state is DpiaState.REVIEW:
        return Urgency.REOPENED
    if duty is Duty.REQUIRED or state in _MUST:
        return Urgency.REQUIRED
    if state is not DpiaState.NOT_ASSESSED:
        return Urgency.RUNNING
    return {Duty.UNKNOWN: Urgency.UNKNOWN, Duty.WEIGH: Urgency.WEIGH}.get(duty, Urgency.NOT_INDICATED)


_MUST = frozenset(
    {
        DpiaState.REQUIRED,
        DpiaState.IN_PROGRESS,
        DpiaState.FG_ADVICE,
        DpiaState.DECISION,
        DpiaState.REJECTED,
        DpiaState.PRIOR_CONSULTATION,
    }
)
"""States in which somebody concluded that a DPIA is needed and the question is still open."""


def default_review(decided_on: date, *, years: int) -> date:
    """Return the review date when nobody chose one.

    The law only asks a review when the risk changes (art. 35(11) AVG); a fixed number of years is custom, so the
    number comes from a norm with a validity period.
    """
    try:
        return decided_on.replace(year=decided_on.year + years)
    except ValueError:  # 29 February in a year that has none
        return decided_on.replace(year=decided_on.year + years, day=28)


_ASK: dict[StepInputName, str] = {
    REASON: "Geef een reden.",
    ON: "Geef de datum.",
    FG_SEEN_ON: "Geef de datum waarop de FG dit heeft gezien.",
    ADVICE: "Leg het advies van de FG vast.",
    CONDITIONS: "Noem de voorwaarden.",
    REVIEW_DUE: "Geef de datum van herziening.",
}


def _no_such_step(current: DpiaState, event: DpiaEvent) -> Refusal:
    """Refuse a step that the table does not know from this state."""
    names = ", ".join(EVENT_NAMES[one] for one, _ in allowed_events(current))
    return Refusal(
        code="stap-niet-mogelijk",
        message="Vanuit de status ‘%(state)s’ is de stap ‘%(event)s’ niet mogelijk.",
        remedy="Mogelijk is: %(allowed)s.",
        params=(("state", STATE_NAMES[current]), ("event", EVENT_NAMES[event]), ("allowed", names)),
    )


def _wrong_input(step: Transition, facts: StepFacts, today: date) -> Refusal | None:
    """Refuse missing inputs and dates that cannot be."""
    problems = [Problem(name.value, _ASK[name]) for name in step.inputs if not getattr(facts, name.value)]
    future = "Deze datum ligt in de toekomst."
    problems += [
        Problem(name.value, future) for name in (ON, FG_SEEN_ON) if (day := getattr(facts, name.value)) and day > today
    ]
    decided_on = facts.on or today
    if facts.review_due and facts.review_due <= decided_on:
        problems.append(Problem(REVIEW_DUE.value, "De herziening moet na de datum van het besluit liggen."))
    if step.not_by_advisor and facts.advised_on and decided_on < facts.advised_on:
        problems.append(Problem(ON.value, "Het besluit kan niet vóór het advies van de FG liggen."))
    if not problems:
        return None
    return Refusal(
        code="gegevens-ontbreken", message="Deze stap mist gegevens of bevat een fout.", problems=tuple(problems)
    )


def _rule_against(event: DpiaEvent, step: Transition, facts: StepFacts) -> Refusal | None:
    """Refuse what the law does not allow."""
    if step.not_by_advisor and facts.advisor_key is not None and facts.advisor_key == facts.actor_key:
        return Refusal(
            code="adviseur-besluit-niet",
            message="Wie het advies van de FG vastlegde, neemt niet ook het besluit (art. 38 lid 6 AVG).",
            remedy="Laat een andere bevoegde persoon van het bestuur besluiten.",
        )
    if event is DpiaEvent.CONCLUDE_NOT_REQUIRED and facts.ap_hits:
        return Refusal(
            code="ap-lijst-verplicht",
            message="Een treffer op de lijst van de AP maakt een DPIA verplicht: %(hits)s.",
            remedy="Klopt de treffer niet, beantwoord dan eerst dat criterium met een reden.",
            params=(("hits", ", ".join(facts.ap_hits)),),
        )
    return None
