"""Tables of boards with their schools and sites, and of the people, sessions and keys that act for them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from fora.columns import Moment, enum_type, json_type
from swc.access.roles import Role
from swc.boards.kinds import KeyScope, Sector, Sharing


class Board(SQLModel, table=True):
    """A school board (bevoegd gezag), keyed by DUO's five-digit number.

    `joint_buying` says that the board wants to be named to other boards with which it could buy together.
    """

    __tablename__ = "board"

    number: str = Field(primary_key=True, max_length=10)
    name: str
    sector: Sector = Field(sa_column=Column(enum_type(Sector), nullable=False))
    kvk_number: str = Field(default="", max_length=8)
    street: str = ""
    postcode: str = ""
    city: str = ""
    municipality: str = ""
    denomination: str = ""
    phone: str = ""
    website: str = ""
    sharing: Sharing = Field(default=Sharing.PRIVATE, sa_column=Column(enum_type(Sharing), nullable=False))
    joint_buying: bool = False
    source: str = ""
    checked_on: date | None = None
    row_version: int = 1


class School(SQLModel, table=True):
    """A school (instelling), keyed by its BRIN of four characters.

    DUO masks pupil numbers under five; a total with masked parts is a lower bound (`pupils_at_least`).
    """

    __tablename__ = "school"

    brin: str = Field(primary_key=True, max_length=4)
    board_number: str = Field(foreign_key="board.number", index=True, max_length=10)
    name: str
    sector: Sector = Field(sa_column=Column(enum_type(Sector), nullable=False))
    pupils: int | None = None
    pupils_at_least: bool = False
    city: str = ""
    source: str = ""
    checked_on: date | None = None


class BoardMeasurement(SQLModel, table=True):
    """A measured maturity level (1–5) of a board on a topic of the Normenkader IBP (scheme `norm-topics`)."""

    __tablename__ = "board_measurement"

    board_number: str = Field(primary_key=True, foreign_key="board.number", max_length=10)
    topic: str = Field(primary_key=True, max_length=60)
    measured_on: date = Field(primary_key=True)
    level: int
    source: str = ""
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str = Field(max_length=80)


class Site(SQLModel, table=True):
    """A site (vestiging), keyed by BRIN plus two digits."""

    __tablename__ = "site"

    code: str = Field(primary_key=True, max_length=6)
    brin: str = Field(foreign_key="school.brin", index=True, max_length=4)
    name: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    source: str = ""
    checked_on: date | None = None


class Person(SQLModel, table=True):
    """Somebody with a local account; the password is kept as an argon2 hash only.

    A password with an end (`password_expires_at`) was handed out once and waits to be replaced by an own one.
    """

    __tablename__ = "person"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    email: str = Field(unique=True, max_length=254)
    name: str
    password_hash: str
    password_expires_at: datetime | None = Field(default=None, sa_type=Moment)
    language: str = Field(default="nl", max_length=2)
    active: bool = True
    failed_logins: int = 0
    locked_until: datetime | None = Field(default=None, sa_type=Moment)
    created_at: datetime = Field(sa_type=Moment)


class RoleGrant(SQLModel, table=True):
    """A role of a person at a board; `board_number` is empty text for a role in the sector."""

    __tablename__ = "role_grant"

    person_id: UUID = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    board_number: str = Field(default="", primary_key=True, max_length=10)
    role: Role = Field(sa_column=Column(enum_type(Role), primary_key=True))


class VendorGrant(SQLModel, table=True):
    """A person speaks for a vendor: may say what holds of its own products, and sees no landscape through that."""

    __tablename__ = "vendor_grant"

    person_id: UUID = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    vendor_key: str = Field(primary_key=True, foreign_key="vendor.key", max_length=120)


class LoginSession(SQLModel, table=True):
    """A session on the server; the cookie carries the secret, this row only its SHA-256."""

    __tablename__ = "login_session"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    created_at: datetime = Field(sa_type=Moment)
    last_seen_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    agent: str = ""


class ApiKey(SQLModel, table=True):
    """A key for machines: shown once, stored as SHA-256, bound to one board (or the public scope) and an end."""

    __tablename__ = "api_key"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    prefix: str = Field(unique=True, max_length=16)
    secret_hash: str = Field(max_length=64)
    label: str
    board_number: str | None = Field(default=None, foreign_key="board.number", index=True, max_length=10)
    scopes: list[KeyScope] = Field(sa_column=Column(json_type, nullable=False))
    created_by: str
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    last_used_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
