"""Tables of what boards use: uses, schools, placements, verdicts, couplings, agreements and settings."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Numeric
from sqlmodel import Field, SQLModel

from fora.columns import Moment, enum_type, json_type
from swc.landscape.imports.models import FileBatch
from swc.landscape.kinds import (
    AgreementPresence,
    Criticality,
    DerivedKind,
    Direction,
    LegalForm,
    PartyRole,
    Renewal,
    SettingAnswer,
    UsageStatus,
    Verdict,
)


class Use(SQLModel, table=True):
    """A board uses a product: for the whole board or for some schools, with status, owner role and size."""

    __tablename__ = "use"
    __table_args__ = (
        CheckConstraint("end_date IS NULL OR start_date IS NULL OR end_date >= start_date", name="dates_in_order"),
        CheckConstraint("users IS NULL OR users >= 0", name="users_not_negative"),
        CheckConstraint("yearly_cost IS NULL OR yearly_cost >= 0", name="cost_not_negative"),
        Index("ix_use_board_number_status", "board_number", "status"),
        Index("ix_use_board_number_product_key", "board_number", "product_key"),
        Index("ix_use_board_number_id", "board_number", "id"),
        Index("ix_use_product_key_board_number_id", "product_key", "board_number", "id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    board_number: str = Field(foreign_key="board.number", max_length=10)
    product_key: str = Field(foreign_key="product.key", max_length=120)
    version_id: int | None = Field(default=None, foreign_key="product_version.id")
    own_name: str = ""
    status: UsageStatus = Field(sa_column=Column(enum_type(UsageStatus), nullable=False))
    status_since: date | None = None
    start_date: date | None = None
    end_date: date | None = None
    whole_board: bool = True
    owner_role: str = ""
    hosting: str | None = Field(default=None, max_length=40)
    users: int | None = None
    yearly_cost: Decimal | None = Field(default=None, sa_column=Column(Numeric(12, 2)))
    criticality: Criticality | None = Field(default=None, sa_column=Column(enum_type(Criticality)))
    notes: str = ""
    import_key: str = ""
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment, index=True)
    row_version: int = 1


class UseSchool(SQLModel, table=True):
    """A school for which a use holds, when it is not the whole board."""

    __tablename__ = "use_school"

    use_id: UUID = Field(primary_key=True, foreign_key="use.id", ondelete="CASCADE")
    brin: str = Field(primary_key=True, foreign_key="school.brin", max_length=4)


class Placement(SQLModel, table=True):
    """The board says: this use is used for this component ("wordt gebruikt voor"); survives every release."""

    __tablename__ = "placement"

    use_id: UUID = Field(primary_key=True, foreign_key="use.id", ondelete="CASCADE")
    component_guid: str = Field(primary_key=True, max_length=32, index=True)
    component_name: str
    placed_at: datetime = Field(sa_type=Moment)
    placed_by: str = Field(max_length=80)


class DerivedVerdict(SQLModel, table=True):
    """What a person said of a derived function, process or information object, with the path as it was then."""

    __tablename__ = "derived_verdict"

    use_id: UUID = Field(primary_key=True, foreign_key="use.id", ondelete="CASCADE")
    element_guid: str = Field(primary_key=True, max_length=32)
    kind: DerivedKind = Field(sa_column=Column(enum_type(DerivedKind), nullable=False))
    element_name: str
    verdict: Verdict = Field(sa_column=Column(enum_type(Verdict), nullable=False))
    added_by_hand: bool = False
    reason: str = ""
    path: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(json_type, nullable=False))
    decided_at: datetime = Field(sa_type=Moment)
    decided_by: str = Field(max_length=80)


class UseDataCategory(SQLModel, table=True):
    """A category of personal data (P01–P23) that the board adds to what follows from product and FORA."""

    __tablename__ = "use_data_category"

    use_id: UUID = Field(primary_key=True, foreign_key="use.id", ondelete="CASCADE")
    category: str = Field(primary_key=True, max_length=10)


class Coupling(SQLModel, table=True):
    """Data flow between two uses of a board, or between a use and something outside (national facility, party)."""

    __tablename__ = "coupling"
    __table_args__ = (
        CheckConstraint("(target_use_id IS NULL) <> (target_name = '')", name="one_target"),
        ForeignKeyConstraint(["source_use_id"], ["use.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["target_use_id"], ["use.id"], ondelete="CASCADE"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    board_number: str = Field(foreign_key="board.number", max_length=10, index=True)
    source_use_id: UUID = Field(index=True)
    target_use_id: UUID | None = Field(default=None, index=True)
    target_name: str = ""
    target_guid: str | None = Field(default=None, max_length=32)
    direction: Direction = Field(sa_column=Column(enum_type(Direction), nullable=False))
    kind: str = Field(default="", max_length=60)
    description: str = ""
    created_at: datetime = Field(sa_type=Moment)
    row_version: int = 1


class CouplingStandard(SQLModel, table=True):
    """A standard (scheme `standards`) that a coupling follows."""

    __tablename__ = "coupling_standard"

    coupling_id: UUID = Field(primary_key=True, foreign_key="coupling.id", ondelete="CASCADE")
    standard: str = Field(primary_key=True, max_length=60)


class CouplingDataCategory(SQLModel, table=True):
    """A category of personal data that goes over a coupling."""

    __tablename__ = "coupling_data_category"

    coupling_id: UUID = Field(primary_key=True, foreign_key="coupling.id", ondelete="CASCADE")
    category: str = Field(primary_key=True, max_length=10)


class Agreement(SQLModel, table=True):
    """A processor agreement (art. 28 AVG) of one use, or with a vendor for all its products or those it names.

    `vendor_name` is what an import said where the catalogue knows no such vendor. `signer_role` is a function, never a
    person's name; `signer_authorised` says whether that function may bind the board. `annex_recorded` says that the
    annexes were read: without it their tables say nothing, an empty table then is no statement.
    """

    __tablename__ = "agreement"
    __table_args__ = (CheckConstraint("use_id IS NULL OR vendor_key IS NULL", name="use_or_vendor"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    board_number: str = Field(foreign_key="board.number", max_length=10, index=True)
    use_id: UUID | None = Field(default=None, foreign_key="use.id", unique=True, ondelete="CASCADE")
    vendor_key: str | None = Field(default=None, foreign_key="vendor.key", max_length=120, index=True)
    vendor_name: str = Field(default="", max_length=200)
    title: str = Field(default="", max_length=300)
    presence: AgreementPresence = Field(sa_column=Column(enum_type(AgreementPresence), nullable=False))
    model_version: str = Field(default="", max_length=40)
    signed_on: date | None = None
    valid_until: date | None = None
    signer_role: str = Field(default="", max_length=200)
    signer_authorised: bool | None = None
    document_url: str = Field(default="", max_length=1000)
    annex_recorded: bool = False
    annex_retention: str = ""
    note: str = ""
    updated_at: datetime = Field(sa_type=Moment)
    row_version: int = 1


class AgreementProduct(SQLModel, table=True):
    """A product that an agreement with a vendor names; an agreement that names none covers all of the vendor."""

    __tablename__ = "agreement_product"

    agreement_id: UUID = Field(primary_key=True, foreign_key="agreement.id", ondelete="CASCADE")
    product_key: str = Field(primary_key=True, foreign_key="product.key", max_length=120)


class AgreementCategory(SQLModel, table=True):
    """A category of personal data (P01–P23) that the privacy annex names."""

    __tablename__ = "agreement_category"

    agreement_id: UUID = Field(primary_key=True, foreign_key="agreement.id", ondelete="CASCADE")
    category: str = Field(primary_key=True, max_length=10)


class AgreementSubProcessor(SQLModel, table=True):
    """A sub-processor that the privacy annex names, with its country (ISO 3166-1 alpha-2) where that is told."""

    __tablename__ = "agreement_sub_processor"

    agreement_id: UUID = Field(primary_key=True, foreign_key="agreement.id", ondelete="CASCADE")
    name: str = Field(primary_key=True, max_length=160)
    country: str | None = Field(default=None, max_length=2)


class AgreementLocation(SQLModel, table=True):
    """A country where the annex says that data are kept."""

    __tablename__ = "agreement_location"

    agreement_id: UUID = Field(primary_key=True, foreign_key="agreement.id", ondelete="CASCADE")
    country: str = Field(primary_key=True, max_length=2)


class AgreementBatch(FileBatch, table=True):
    """A list of agreements that was read: the dry run waits here for choices, then is committed as one batch."""

    __tablename__ = "agreement_batch"

    layout: str = Field(max_length=40)
    rows: list[dict[str, Any]] = Field(sa_column=Column(json_type, nullable=False))


class UseAnswer(SQLModel, table=True):
    """What the board answered to a question on how it set up a use (scheme `use-questions`), with its reason."""

    __tablename__ = "use_answer"

    use_id: UUID = Field(primary_key=True, foreign_key="use.id", ondelete="CASCADE")
    question: str = Field(primary_key=True, max_length=60)
    answer: SettingAnswer = Field(sa_column=Column(enum_type(SettingAnswer), nullable=False))
    reason: str = ""
    answered_at: datetime = Field(sa_type=Moment)
    answered_by: str = Field(max_length=80)


class ImportBatch(FileBatch, table=True):
    """An application list that was read: the dry run waits here for the coordinator's choices, then is committed."""

    __tablename__ = "import_batch"

    columns: list[dict[str, Any]] = Field(sa_column=Column(json_type, nullable=False))
    rows: list[dict[str, Any]] = Field(sa_column=Column(json_type, nullable=False))


class Contract(SQLModel, table=True):
    """A contract of a board on one or more products; empty fields are unknown.

    `end_date` is the last day on which it holds. `notice_days` or `notice_months` (one of both) is the notice term,
    `renewal_months` by how much it renews. `signed_on` is the day it was signed or last renewed. `yearly_price` is in
    euro a year, `price_index` how it grows. `data_processing_service` says whether chapter VI of the Data Act
    (Reg. (EU) 2023/2854) holds for it, `switching_clause` whether it has what art. 25 asks.
    """

    __tablename__ = "contract"
    __table_args__ = (
        CheckConstraint("end_date IS NULL OR start_date IS NULL OR end_date >= start_date", name="dates_in_order"),
        CheckConstraint("notice_days IS NULL OR notice_months IS NULL", name="one_notice"),
        CheckConstraint("notice_days IS NULL OR notice_days >= 0", name="notice_days_not_negative"),
        CheckConstraint("notice_months IS NULL OR notice_months >= 0", name="notice_months_not_negative"),
        CheckConstraint("yearly_price IS NULL OR yearly_price >= 0", name="price_not_negative"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    board_number: str = Field(foreign_key="board.number", max_length=10, index=True)
    title: str = Field(max_length=300)
    reference: str = Field(default="", max_length=120)
    legal_form: LegalForm = Field(sa_column=Column(enum_type(LegalForm), nullable=False))
    signed_on: date | None = None
    start_date: date | None = None
    end_date: date | None = None
    notice_days: int | None = None
    notice_months: int | None = None
    renewal: Renewal = Field(sa_column=Column(enum_type(Renewal), nullable=False))
    renewal_months: int | None = None
    yearly_price: Decimal | None = Field(default=None, sa_column=Column(Numeric(12, 2)))
    price_index: str = Field(default="", max_length=200)
    data_processing_service: bool | None = None
    switching_clause: bool | None = None
    ended_on: date | None = None
    note: str = ""
    import_key: str = Field(default="", max_length=120)
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
    row_version: int = 1


class ContractParty(SQLModel, table=True):
    """A party to a contract: one of the catalogue, or by name."""

    __tablename__ = "contract_party"

    contract_id: UUID = Field(primary_key=True, foreign_key="contract.id", ondelete="CASCADE")
    role: PartyRole = Field(sa_column=Column(enum_type(PartyRole), primary_key=True))
    name: str = Field(primary_key=True, max_length=200)
    vendor_key: str | None = Field(default=None, foreign_key="vendor.key", max_length=120, index=True)


class ContractProduct(SQLModel, table=True):
    """A product that a contract is about; every use of it at the board falls under the contract."""

    __tablename__ = "contract_product"

    contract_id: UUID = Field(primary_key=True, foreign_key="contract.id", ondelete="CASCADE")
    product_key: str = Field(primary_key=True, foreign_key="product.key", max_length=120, index=True)


class ContractDocument(SQLModel, table=True):
    """A document of a contract, where it stands; the documents themselves are not kept here."""

    __tablename__ = "contract_document"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    contract_id: UUID = Field(foreign_key="contract.id", index=True, ondelete="CASCADE")
    title: str = Field(max_length=300)
    url: str = Field(max_length=1000)
    dated: date | None = None


class ContractBatch(FileBatch, table=True):
    """A list of contracts that was read: the dry run waits here for choices, then is committed as one batch."""

    __tablename__ = "contract_batch"

    rows: list[dict[str, Any]] = Field(sa_column=Column(json_type, nullable=False))


class UseExit(SQLModel, table=True):
    """How a board can leave an application: plan, export, escrow and an alternative; empty fields are unknown.

    `alternative_product_key` or `alternative_name` names what could take over, `alternative_tested_on` the day that
    the board tried it.
    """

    __tablename__ = "use_exit"

    use_id: UUID = Field(primary_key=True, foreign_key="use.id", ondelete="CASCADE")
    exit_plan: SettingAnswer | None = Field(default=None, sa_column=Column(enum_type(SettingAnswer)))
    exit_plan_url: str = Field(default="", max_length=1000)
    export_format: str = Field(default="", max_length=200)
    export_tested_on: date | None = None
    escrow: SettingAnswer | None = Field(default=None, sa_column=Column(enum_type(SettingAnswer)))
    alternative_product_key: str | None = Field(default=None, foreign_key="product.key", max_length=120)
    alternative_name: str = Field(default="", max_length=200)
    alternative_tested_on: date | None = None
    note: str = ""
    updated_at: datetime = Field(sa_type=Moment)
    row_version: int = 1
