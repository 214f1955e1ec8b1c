"""Changes to assessments: scope, screening, texts, risks, measures, steps and the central DPIA that is cited."""

from swc.dpia.service.answers import answer_criterion
from swc.dpia.service.citation import cite_central, cite_version
from swc.dpia.service.consultation import extend_consultation
from swc.dpia.service.files import open_assessment, open_for_use, set_scope
from swc.dpia.service.inherit import inherit_measures
from swc.dpia.service.measures import add_measure, change_measure, remove_measure, settle_measure
from swc.dpia.service.risks import add_risk, change_risk, remove_risk
from swc.dpia.service.screenings import confirm_screening
from swc.dpia.service.sections import SectionConflictError, write_section
from swc.dpia.service.steps import step, take_step
from swc.dpia.service.triggers import report_trigger

__all__ = [
    "SectionConflictError",
    "add_measure",
    "add_risk",
    "answer_criterion",
    "change_measure",
    "change_risk",
    "cite_central",
    "cite_version",
    "confirm_screening",
    "extend_consultation",
    "inherit_measures",
    "open_assessment",
    "open_for_use",
    "remove_measure",
    "remove_risk",
    "report_trigger",
    "set_scope",
    "settle_measure",
    "step",
    "take_step",
    "write_section",
]
