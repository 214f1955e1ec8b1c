"""Changes to assessments: steps, answers to criteria and the central DPIA that is cited; each with its event."""

from swc.dpia.service.answers import answer_criterion
from swc.dpia.service.citation import cite_central, cite_version
from swc.dpia.service.inherit import inherit_measures
from swc.dpia.service.steps import step

__all__ = ["answer_criterion", "cite_central", "cite_version", "inherit_measures", "step"]
