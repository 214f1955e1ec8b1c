"""What a register of processing activities is made of: anchors, roles, fields, and how far each value is confirmed."""

from __future__ import annotations

from enum import StrEnum


class AnchorKind(StrEnum):
    """On what an activity rests: a business function of FORA, a component without functions, a use, or nothing."""

    FUNCTION = "function"
    COMPONENT = "component"
    USE = "use"
    MANUAL = "manual"


class BoardRole(StrEnum):
    """In which role the board processes: controller, joint controller (art. 26 AVG) or processor (art. 30(2) AVG)."""

    CONTROLLER = "controller"
    JOINT_CONTROLLER = "joint_controller"
    PROCESSOR = "processor"


class ActivityState(StrEnum):
    """Where an activity stands; a suggested one exists only in the derivation until somebody decides on it."""

    SUGGESTED = "suggested"
    ESTABLISHED = "established"
    REJECTED = "rejected"
    ENDED = "ended"


class RegisterField(StrEnum):
    """The fields of an activity; every field holds any number of values."""

    DESCRIPTION = "description"
    PURPOSE = "purpose"
    LEGAL_BASIS = "legal_basis"
    STATUTE = "statute"
    SPECIAL_GROUND = "special_ground"
    DATA_SUBJECT = "data_subject"
    DATA_CATEGORY = "data_category"
    INFORMATION_OBJECT = "information_object"
    RECIPIENT = "recipient"
    PROCESSOR = "processor"
    SUB_PROCESSOR = "sub_processor"
    TRANSFER = "transfer"
    RETENTION = "retention"
    SECURITY = "security"
    FUNCTION = "function"
    PROCESS = "process"
    APPLICATION = "application"
    JOINT_CONTROLLER = "joint_controller"
    CONTROLLER = "controller"


CODED: dict[RegisterField, str] = {
    RegisterField.PURPOSE: "purposes",
    RegisterField.LEGAL_BASIS: "legal-bases",
    RegisterField.STATUTE: "statutes",
    RegisterField.SPECIAL_GROUND: "special-grounds",
    RegisterField.DATA_SUBJECT: "data-subjects",
    RegisterField.DATA_CATEGORY: "data-categories",
}
"""The fields whose values are codes, with their scheme; the key of such a value is the code (or free text, by hand)."""

ART_30 = (
    RegisterField.PURPOSE,
    RegisterField.LEGAL_BASIS,
    RegisterField.DATA_SUBJECT,
    RegisterField.DATA_CATEGORY,
    RegisterField.RECIPIENT,
    RegisterField.PROCESSOR,
    RegisterField.TRANSFER,
    RegisterField.RETENTION,
    RegisterField.SECURITY,
)
"""What art. 30(1) AVG asks of every activity, and the legal basis that art. 5(2) AVG makes a controller account for."""


class ValueState(StrEnum):
    """How far a value is confirmed.

    Suggested, nobody decided; accepted as derived; changed by a person (their text counts); rejected with a reason;
    added by a person; lapsed: accepted, and what it was derived from is gone.
    """

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    REJECTED = "rejected"
    ADDED = "added"
    LAPSED = "lapsed"


DECIDED = frozenset({ValueState.ACCEPTED, ValueState.CHANGED, ValueState.REJECTED, ValueState.ADDED})
"""The states that are stored; the others follow from comparing with the derivation."""

COUNTS = frozenset({ValueState.ACCEPTED, ValueState.CHANGED, ValueState.ADDED, ValueState.LAPSED})
"""The states in which a value is part of the established text of an activity."""


class ValueOrigin(StrEnum):
    """Where a value comes from."""

    FORA = "fora"
    CATALOGUE = "catalogue"
    USE = "use"
    COUPLING = "coupling"
    AGREEMENT = "agreement"
    MAPPING = "mapping"
    NORM = "norm"
    PERSON = "person"


class Decision(StrEnum):
    """What a person can say of a value."""

    ACCEPT = "accept"
    CHANGE = "change"
    REJECT = "reject"
    WITHDRAW = "withdraw"


class View(StrEnum):
    """By what the register opens."""

    PROCESS = "process"
    APPLICATION = "application"
    CATEGORY = "category"
    SUBJECT = "subject"
