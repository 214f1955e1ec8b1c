"""What is shown of boards, schools and sites, and what is asked to add or change one."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from swc.access.roles import Role
from swc.access.schemas import Input, ReadModel
from swc.boards.kinds import Sector, Sharing


class SiteSummary(ReadModel):
    """A site (vestiging) of a school."""

    code: str
    name: str
    street: str
    postcode: str
    city: str


class SchoolSummary(ReadModel):
    """A school with its sites; `pupils` is None when unknown and a lower bound when `pupils_at_least`."""

    brin: str
    name: str
    sector: Sector
    city: str
    pupils: int | None
    pupils_at_least: bool
    sites: tuple[SiteSummary, ...]


class BoardSummary(ReadModel):
    """A board in a list, with the roles that the asker holds there; `readable` says whether its landscape opens."""

    number: str
    name: str
    sector: Sector
    city: str
    schools: int
    sites: int
    roles: tuple[Role, ...]
    readable: bool


class BoardDetail(ReadModel):
    """A board with its schools and sites, ordered by name.

    `pupils` adds what is known; it is None when nothing is, and a lower bound when `pupils_at_least`. `joint_buying`
    says that the board wants to be named to boards with which it could buy together.
    """

    number: str
    name: str
    sector: Sector
    kvk_number: str
    street: str
    postcode: str
    city: str
    municipality: str
    denomination: str
    phone: str
    website: str
    sharing: Sharing
    joint_buying: bool = False
    source: str
    checked_on: date | None
    pupils: int | None
    pupils_at_least: bool
    schools: tuple[SchoolSummary, ...]
    row_version: int

    @property
    def site_count(self) -> int:
        """Return the number of sites over all schools."""
        return sum(len(school.sites) for school in self.schools)


class BoardCreate(Input):
    """A board added by hand; the number is DUO's, of five digits."""

    number: str = Field(max_length=10)
    name: str = Field(min_length=1, max_length=200)
    sector: Sector
    kvk_number: str = Field(default="", max_length=8)
    city: str = Field(default="", max_length=100)


class SchoolCreate(Input):
    """A school added by hand; `brin` is two digits and two letters."""

    brin: str = Field(max_length=10)
    name: str = Field(min_length=1, max_length=200)
    sector: Sector
    city: str = Field(default="", max_length=100)
    pupils: int | None = Field(default=None, ge=0, le=100_000)


class SiteCreate(Input):
    """A site added by hand; `code` is the BRIN with two digits, or the two digits alone."""

    code: str = Field(max_length=10)
    name: str = Field(min_length=1, max_length=200)
    street: str = Field(default="", max_length=200)
    postcode: str = Field(default="", max_length=10)
    city: str = Field(default="", max_length=100)


class SharingChange(Input):
    """How far the board lets others see its landscape from now on; `expected_version` guards against lost updates."""

    sharing: Sharing
    expected_version: int
