"""Read models of the what-if of a board: what stops, is taken over or leaks, and all that hangs on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from pydantic import Field

from swc.access.schemas import Input, ReadModel
from swc.catalogue.kinds import DataLevel
from swc.dependency.kinds import Duty, Scenario, TargetKind
from swc.dependency.schemas import Concentration, GroupPart, Part, Ref, UseLine, UseRef
from swc.landscape.kinds import AgreementPresence, Criticality, ProcessesPersonalData


class Target(ReadModel):
    """Something that a what-if can be about; `uses` is how many active uses of the board lean on it."""

    kind: TargetKind
    key: str
    name: str
    uses: int = 0


class WhatIfQuestion(Input):
    """What is asked: which target, what happens to it, and (for a takeover) by which vendor group."""

    target_kind: TargetKind
    target_key: str = Field(min_length=1, max_length=200)
    scenario: Scenario = Scenario.STOPS
    acquirer_key: str = Field(default="", max_length=120)


class AffectedUse(UseLine):
    """A use that leans on the target; `via` names the sub-processor or the facility, empty for the product itself."""

    criticality: Criticality | None = None
    whole_board: bool = True
    personal_data: ProcessesPersonalData = ProcessesPersonalData.UNKNOWN
    users: int | None = None
    via: str = ""


class AffectedSchool(ReadModel):
    """A school where an affected use holds; no number of pupils: DUO masked or lacks it."""

    brin: str
    name: str
    pupils: int | None = None
    pupils_at_least: bool = False
    uses: int = 0


class AffectedElement(ReadModel):
    """A function, process or information object that affected uses serve; `others` uses serve it too."""

    guid: str
    name: str
    uses: int
    others: int = 0


class AffectedCoupling(ReadModel):
    """A coupling at an affected use or towards the facility; `beyond` says that the other end goes on."""

    id: UUID
    source: str
    target: str
    kind: str = ""
    standards: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    beyond: bool = True


class AffectedAgreement(ReadModel):
    """A processor agreement that covers affected uses; no id: nothing is recorded for these uses."""

    agreement_id: UUID | None
    presence: AgreementPresence
    model_version: str = ""
    valid_until: date | None = None
    with_vendor: bool = False
    uses: tuple[UseRef, ...] = ()


class AffectedContract(ReadModel):
    """A contract on an affected product."""

    id: UUID
    title: str
    end_date: date | None = None
    last_notice_day: date | None = None
    yearly_price: Decimal | None = None
    products: tuple[Ref, ...] = ()


class AffectedDpia(ReadModel):
    """How the DPIA of an affected use stands: the state, never what is in it."""

    use: UseRef
    state: str
    duty: str
    settled: bool = False
    expired: bool = False


class Coded(ReadModel):
    """A code of a scheme with the number of affected uses that it holds for."""

    code: str
    uses: int = 0


class Alternative(ReadModel):
    """Another product for a component of an affected use, and how many other boards that share use it so.

    `boards` is nothing where there are fewer than norm `vd01-min-boards`: then no number is told. `here` says that
    the board itself uses it, `tested_on` when the board tried it as the alternative of an affected use.
    """

    component: Ref
    product: Ref
    group: Ref | None = None
    boards: int | None = None
    here: bool = False
    tested_on: date | None = None


class Shift(ReadModel):
    """The concentration of a component before and after a takeover; `notable` by the EC's thresholds for a change."""

    component: Ref
    before: int
    after: int
    delta: int
    notable: bool


class Takeover(ReadModel):
    """The groups of the board before and after the target goes to the acquirer."""

    acquirer: Ref
    before: tuple[GroupPart, ...]
    after: tuple[GroupPart, ...]
    concentration_before: Concentration
    concentration_after: Concentration
    shifts: tuple[Shift, ...] = ()


class NotifiedProcessor(ReadModel):
    """A vendor that must tell the board of a breach (art. 33(2) GDPR), with the agreement that says how."""

    vendor: Ref | None
    agreements: tuple[UUID, ...] = ()
    without_agreement: int = 0


class Incident(ReadModel):
    """What a report of a breach asks (art. 33(3) GDPR), as far as it is recorded; the board fills in the rest.

    `persons` is approximate: the pupils of the affected schools (a lower bound where `persons.at_least`), `staff`
    tells that employees may be among them. `records` is the number of accounts, where that was recorded for all.
    `notify_authority` answers art. 33(1), `notify_subjects` art. 34: what the known data give reason for, to be
    decided by people. The clock of `hours` starts when the board becomes aware.
    """

    nature: str
    hours: int = 72
    level: DataLevel
    categories: tuple[Coded, ...] = ()
    categories_unknown: int = 0
    subjects: tuple[Coded, ...] = ()
    persons: Part = Part()
    staff: bool = False
    records: int | None = None
    records_unknown: int = 0
    contact_roles: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    notify_authority: Duty = Duty.UNKNOWN
    notify_subjects: Duty = Duty.UNKNOWN
    processors: tuple[NotifiedProcessor, ...] = ()


class WhatIf(ReadModel):
    """Everything of a board that hangs on a target, from the uses that run; `takeover` and `incident` by scenario.

    `pupils` are those of the affected schools, each once. `unplaced` affected uses stand on no component, so that
    functions, processes and objects of them are not known.
    """

    board_number: str
    board_name: str
    on: date
    question: WhatIfQuestion
    target: Target
    uses: tuple[AffectedUse, ...] = ()
    use_share: float | None = None
    schools: tuple[AffectedSchool, ...] = ()
    pupils: Part = Part()
    unplaced: int = 0
    components: tuple[Ref, ...] = ()
    functions: tuple[AffectedElement, ...] = ()
    processes: tuple[AffectedElement, ...] = ()
    couplings: tuple[AffectedCoupling, ...] = ()
    objects: tuple[AffectedElement, ...] = ()
    categories: tuple[Coded, ...] = ()
    categories_unknown: int = 0
    subjects: tuple[Coded, ...] = ()
    agreements: tuple[AffectedAgreement, ...] = ()
    contracts: tuple[AffectedContract, ...] = ()
    dpias: tuple[AffectedDpia, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    takeover: Takeover | None = None
    incident: Incident | None = None
