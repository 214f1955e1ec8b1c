"""The demo's privacy work: settings, annexes, measurements, part of the register, and what is in some files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from api.demo.data import AnnexRow, AnswerRow, MeasurementRow, UseRow, day, many, rows
from api.demo.landscapes import Place
from api.demo.people import Cast
from swc.access.kinds import Act
from swc.access.roles import Role
from swc.boards.measurements import MeasurementInput, record_measurement
from swc.dpia.file_schemas import MeasureInput, RiskInput
from swc.dpia.kinds import Answer, AssessmentKind
from swc.dpia.queries import use_dpia
from swc.dpia.schemas import AnswerInput as CriterionInput
from swc.dpia.service.answers import answer_criterion
from swc.dpia.service.files import open_for_use
from swc.dpia.service.measures import add_measure
from swc.dpia.service.risks import add_risk
from swc.landscape import service as landscape
from swc.landscape.kinds import AgreementPresence, SettingAnswer
from swc.landscape.schemas import AgreementInput
from swc.landscape.service.settings import AnswerInput, SettingsInput, answer_questions
from swc.register import service as register
from swc.register.kinds import Decision, RegisterField
from swc.register.queries import register as read_register
from swc.register.schemas import Activity, ActivityChange, Detail, ValueAddition, ValueDecision

Uses = dict[Place, UUID]
REGISTERED = "99002"
"""The board that established part of its register."""
_WEIGHED = Place("99002", "prowise-go")
"""The use of which one criterion holds and nobody weighed it."""
_BARE = "kindkans"
"""The use of which an activity was established without an exception of art. 9 AVG and without terms."""
_LONG = "Rekenheld (fictief)"
"""The use of which an activity keeps data longer than the norm."""
_YEAR = 365


def record_privacy(session: Session, cast: Cast, uses: Uses) -> None:
    """Answer questions, record annexes and measurements, and fill some files and part of a register."""
    _answer(session, cast, uses)
    _annex(session, cast, uses)
    for row in rows(MeasurementRow):
        by = cast.act(row.board, Role.BOARD_ADMIN, days_ago=-int(row.days))
        data = MeasurementInput(topic=row.topic, measured_on=by.today, level=int(row.level), source=row.source)
        record_measurement(session, row.board, data, by=by)
    _weigh(session, cast, uses)
    _fill_files(session, cast, uses)
    establish_some(session, uses, by=cast.act(REGISTERED, Role.EDITOR, days_ago=15))


def _answer(session: Session, cast: Cast, uses: Uses) -> None:
    for row in rows(AnswerRow):
        given = AnswerInput(question=row.question, answer=SettingAnswer(row.answer), reason=row.reason)
        by = cast.act(row.board, Role.EDITOR, days_ago=25)
        use_id = uses[Place(row.board, row.product)]
        answer_questions(session, row.board, use_id, SettingsInput(answers=(given,)), by=by)


def _annex(session: Session, cast: Cast, uses: Uses) -> None:
    recorded = {Place(row.board, row.product): row for row in rows(UseRow)}
    for row in rows(AnnexRow):
        place = Place(row.board, row.product)
        by, agreed = cast.act(row.board, Role.EDITOR, days_ago=20), recorded[place]
        data = AgreementInput(
            presence=AgreementPresence(agreed.agreement),
            model_version=agreed.model,
            signed_on=day(agreed.signed, cast.now.date()),
            valid_until=day(agreed.until, cast.now.date()),
            signer_role=row.signer_role,
            signer_authorised=row.authorised == "yes",
            annex_recorded=True,
            categories=many(row.categories),
        )
        landscape.set_agreement(session, row.board, uses[place], data, by=by)


def _weigh(session: Session, cast: Cast, uses: Uses) -> None:
    """Answer every open criterion of one use with no, so that the one that holds is left to be weighed."""
    use_id = uses[_WEIGHED]
    by = cast.act(_WEIGHED.board, Role.PRIVACY_OFFICER, days_ago=30)
    found = use_dpia(session, _WEIGHED.board, use_id, by.today)
    for criterion in found.dpia.outcome.unknown if found else ():
        given = CriterionInput(criterion=criterion, answer=Answer.NO, reason="Nagegaan: dit doet de applicatie niet.")
        answer_criterion(session, _WEIGHED.board, use_id, given, by=by)


def _fill_files(session: Session, cast: Cast, uses: Uses) -> None:
    """Give files a risk and a measure: one that stays high, and one measure that is overdue."""
    for row in rows(UseRow):
        if row.dpia not in {"decision", "conditional", "approved"}:
            continue
        by = cast.act(row.board, Role.PRIVACY_OFFICER, days_ago=28)
        use_id = uses[Place(row.board, row.product)]
        file_id = open_for_use(session, row.board, use_id, AssessmentKind.DPIA, by=by)
        high = row.dpia == "decision"
        risk = RiskInput(
            title="Gegevens van leerlingen komen bij onbevoegden.",
            source="Ruime rechten voor alle medewerkers.",
            subjects=("leerlingen",),
            likelihood=4,
            impact=4,
            residual_likelihood=4 if high else 1,
            residual_impact=4 if high else 2,
        )
        add_risk(session, row.board, file_id, risk, by=by)
        due = cast.now.date() + timedelta(days=-12 if row.dpia == "conditional" else 45)
        measure = MeasureInput(
            text="Beperk de rechten tot wie ze nodig heeft.", owner_role="functioneel beheerder", due=due
        )
        add_measure(session, row.board, file_id, measure, by=by)


def establish_some(session: Session, uses: Uses, *, by: Act) -> None:
    """Establish three activities: as suggested, without ground and terms, and with too long a term."""
    bare, long = (uses[Place(REGISTERED, name)] for name in (_BARE, _LONG))
    made: set[str] = set()
    for activity in read_register(session, REGISTERED, by.today).activities:
        held = {one.id for one in activity.uses}
        kind = "bare" if bare in held else "long" if long in held else "plain"
        if kind in made:
            continue
        made.add(kind)
        register.establish(session, REGISTERED, activity.id, _change(activity, kind), by=by)


def _change(activity: Activity, kind: str) -> ActivityChange:
    if kind == "bare":
        return ActivityChange(decisions=tuple(_without(activity)))
    return ActivityChange(accept_all=True, additions=(_too_long(),) if kind == "long" else ())


def _without(activity: Activity) -> Iterator[ValueDecision]:
    """Yield the decision to accept every value, except for grounds and terms, which this board left open."""
    for one in activity.values:
        if one.field not in {RegisterField.SPECIAL_GROUND, RegisterField.RETENTION}:
            yield ValueDecision(field=one.field, key=one.key, decision=Decision.ACCEPT)


def _too_long() -> ValueAddition:
    detail = Detail(term_days=10 * _YEAR, norm_days=2 * _YEAR)
    return ValueAddition(field=RegisterField.RETENTION, text="10 jaar na vertrek", detail=detail)
