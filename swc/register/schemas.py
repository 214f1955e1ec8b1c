"""What the register takes in and what it shows: activities with every value, its path and its state, and versions."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field, computed_field

from swc.access.schemas import Input, ReadModel
from swc.catalogue.kinds import Trust
from swc.register.kinds import (
    ActivityState,
    AnchorKind,
    BoardRole,
    Decision,
    RegisterField,
    ValueOrigin,
    ValueState,
    View,
)


class PathStep(ReadModel):
    """One step of the way along which a value was derived: what it passes (`kind`, `key`, `name`) and by what."""

    kind: str
    key: str = ""
    name: str
    relation: str = ""


class Detail(ReadModel):
    """What belongs to a value, as far as its field has it.

    `country` (ISO 3166-1 alpha-2), `basis` of a transfer (scheme-free: eea, adequacy, dpf, or empty: none known),
    `safeguard` in words, `term_days` and `norm` (code of a retention norm) with `norm_days`, `categories` a value is
    about, `level_required` and `level_proven` (laag, midden, hoog) with `aspect` (availability, integrity,
    confidentiality), `vendor_key`, `use_id`, `agreement` (present, absent, not_needed, unknown).
    """

    country: str = ""
    basis: str = ""
    safeguard: str = ""
    term_days: int | None = None
    norm: str = ""
    norm_days: int | None = None
    categories: tuple[str, ...] = ()
    aspect: str = ""
    level_required: str = ""
    level_proven: str = ""
    vendor_key: str = ""
    use_id: str = ""
    agreement: str = ""
    url: str = ""


class Derived(ReadModel):
    """A value as it follows from the facts, before anybody looked at it."""

    field: RegisterField
    key: str
    label: str
    origin: ValueOrigin
    path: tuple[PathStep, ...] = ()
    source: str = ""
    trust: Trust = Trust.UNKNOWN
    detail: Detail = Detail()


class RegisterValue(Derived):
    """A value of a field as it stands; `text` is what a person wrote.

    `difference` is the label that is derived now where a person decided on another one, so that both are seen.
    """

    state: ValueState = ValueState.SUGGESTED
    text: str = ""
    reason: str = ""
    difference: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def shown(self) -> str:
        """What counts: the person's text, else the label."""
        return self.text or self.label


class Anchor(ReadModel):
    """On what an activity rests; `group` is the main function of FORA above it, if the release has one."""

    kind: AnchorKind
    key: str
    name: str
    group_key: str = ""
    group_name: str = ""
    lapsed: bool = False


class UseRef(ReadModel):
    """A use that takes part in an activity."""

    id: UUID
    name: str


class Activity(ReadModel):
    """A processing activity with all its values.

    `version` is 0 and `id` follows from the anchor while it is only suggested. `missing` names the fields of art. 30
    without any value that counts or is suggested; `open_suggestions` counts values nobody decided on, `differences`
    those where the derivation says something else than the person did.
    """

    id: UUID
    board_number: str
    anchor: Anchor
    name: str
    role: BoardRole = BoardRole.CONTROLLER
    owner_role: str = ""
    state: ActivityState = ActivityState.SUGGESTED
    reason: str = ""
    ended_on: date | None = None
    version: int = 0
    values: tuple[RegisterValue, ...] = ()
    uses: tuple[UseRef, ...] = ()
    missing: tuple[RegisterField, ...] = ()
    open_suggestions: int = 0
    differences: int = 0
    updated_at: datetime | None = None
    row_version: int = 0

    def of(self, field: RegisterField) -> tuple[RegisterValue, ...]:
        """Return the values of one field, in order."""
        return tuple(one for one in self.values if one.field is field)

    def standing(self, field: RegisterField) -> tuple[RegisterValue, ...]:
        """Return the values of one field without the rejected ones."""
        return tuple(one for one in self.of(field) if one.state is not ValueState.REJECTED)


class Coverage(ReadModel):
    """How much of the register stands.

    `fields_asked` counts activity × field of art. 30, `fields_filled` those with a value, `fields_derived` those
    filled without anybody typing. `uses_outside` are the uses with personal data (or unknown) in no activity that is
    established; `established` counts activities.
    """

    suggested: int = 0
    established: int = 0
    rejected: int = 0
    ended: int = 0
    fields_asked: int = 0
    fields_filled: int = 0
    fields_derived: int = 0
    open_suggestions: int = 0
    differences: int = 0
    uses_with_personal_data: int = 0
    uses_outside: tuple[UseRef, ...] = ()


class Register(ReadModel):
    """The register of one board: every activity (suggested ones too) by group and name, and how much of it stands."""

    board_number: str
    board_name: str
    as_of: date
    release: str = ""
    activities: tuple[Activity, ...] = ()
    coverage: Coverage = Coverage()


class RegisterGroup(ReadModel):
    """The activities under one heading of a view (a process, application, category or data subject)."""

    key: str
    name: str
    activities: tuple[Activity, ...] = ()


class VersionRef(ReadModel):
    """One version of an activity in its history."""

    number: int
    made_at: datetime
    made_by: str
    reason: str = ""
    digest: str = ""


class ActivityVersion(ReadModel):
    """An activity as established in one version; `superseded_by` is the next number, if there is one.

    `content` is an `Activity` in JSON with only the values that count, exactly as it was then.
    """

    activity_id: UUID
    board_number: str
    number: int
    made_at: datetime
    made_by: str
    reason: str = ""
    digest: str
    content: Activity
    superseded_by: int | None = None


class ActivityDetail(ReadModel):
    """An activity with its versions, newest first."""

    activity: Activity
    versions: tuple[VersionRef, ...] = ()


class ValueDecision(Input):
    """What a person says of one value: accept it, write something else, reject it with a reason, or withdraw."""

    field: RegisterField
    key: str = Field(max_length=160)
    decision: Decision
    text: str = Field(default="", max_length=4000)
    reason: str = Field(default="", max_length=2000)
    detail: Detail | None = None


class ValueAddition(Input):
    """A value that a person adds: a code of the field's scheme, or words."""

    field: RegisterField
    key: str = Field(default="", max_length=160)
    text: str = Field(default="", max_length=4000)
    detail: Detail | None = None


class ActivityChange(Input):
    """Name, role and owner of an activity, with several decisions and additions at once: one new version."""

    name: str | None = Field(default=None, max_length=300)
    role: BoardRole | None = None
    owner_role: str | None = Field(default=None, max_length=200)
    decisions: tuple[ValueDecision, ...] = ()
    additions: tuple[ValueAddition, ...] = ()
    accept_all: bool = False
    reason: str = Field(default="", max_length=2000)
    expected_version: int | None = None


class ActivityCreate(Input):
    """An activity that no use leads to, or one of which the board is processor for others (art. 30(2) AVG)."""

    name: str = Field(min_length=1, max_length=300)
    role: BoardRole = BoardRole.CONTROLLER
    owner_role: str = Field(default="", max_length=200)
    additions: tuple[ValueAddition, ...] = ()


class ActivityEnding(Input):
    """The end of an activity, or the rejection of a suggested one, with the reason."""

    reason: str = Field(min_length=1, max_length=2000)
    on: date | None = None
    expected_version: int | None = None


class RegisterFilter(Input):
    """How the register is narrowed and opened."""

    view: View = View.PROCESS
    text: str = ""
    state: tuple[ActivityState, ...] = ()
    role: tuple[BoardRole, ...] = ()
    missing: bool = False
    open: bool = False
