"""What is shown of people and their roles, and what is asked to add or change one."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, SecretStr

from swc.access.roles import Role
from swc.access.schemas import Input, ReadModel

_MOST_LOCAL = 64


def _address(text: str) -> str:
    """Return an e-mail address in lower case; only its shape is checked, delivery proves the rest."""
    address = text.lower()
    local, at, domain = address.partition("@")
    shaped = at and 0 < len(local) <= _MOST_LOCAL and "." in domain.strip(".") and "@" not in domain
    if not shaped or not address.isprintable() or " " in address or domain != domain.strip(".-"):
        raise ValueError("Dit is geen e-mailadres.")
    return address


EmailAddress = Annotated[str, Field(max_length=254), AfterValidator(_address)]
Language = Literal["nl", "en"]


class PersonCreate(Input):
    """An account to make; the password is made up and shown once."""

    email: EmailAddress
    name: str = Field(min_length=1, max_length=120)
    language: Language = "nl"


class Invitation(Input):
    """Somebody who gets a role at a board; an account is made when the address has none."""

    email: EmailAddress
    name: str = Field(min_length=1, max_length=120)
    role: Role


class RoleChange(Input):
    """A role to give to or take from a person; an empty `board_number` is a role in the sector."""

    person_id: UUID
    role: Role
    board_number: str = Field(default="", max_length=10)


class VendorVoice(Input):
    """A person to let speak for a vendor, or to end that for."""

    person_id: UUID
    vendor_key: str = Field(min_length=1, max_length=120)


class ProfileChange(Input):
    """What somebody may change of the own account."""

    name: str = Field(min_length=1, max_length=120)
    language: Language


class PasswordChange(Input):
    """The old password as proof and the new one; spaces around them count."""

    model_config = ConfigDict(str_strip_whitespace=False)

    current: SecretStr = Field(max_length=1000)
    new: SecretStr = Field(max_length=1000)


class Invited(ReadModel):
    """What came of an invitation; `one_time_password` is shown this once, and empty when the account existed."""

    person_id: UUID
    email: str
    one_time_password: str = ""


class BoardRoles(ReadModel):
    """The roles somebody holds at one board; number and name are empty for the sector."""

    board_number: str
    board_name: str
    roles: tuple[Role, ...]


class Profile(ReadModel):
    """The own account; `must_change_password` when the password was handed out once."""

    id: UUID
    email: str
    name: str
    language: str
    must_change_password: bool
    roles: tuple[BoardRoles, ...]


class PersonAtBoard(ReadModel):
    """Somebody with a role at a board; `resettable` when nothing is held anywhere else, no vendor's voice either."""

    id: UUID
    email: str
    name: str
    active: bool
    invited: bool
    resettable: bool
    roles: tuple[Role, ...]


class PersonForVendor(ReadModel):
    """Somebody who speaks for a vendor."""

    id: UUID
    email: str
    name: str
    active: bool
    invited: bool
