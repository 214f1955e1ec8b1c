"""The root of every refusal in this project: a business fact with a sentence, never a status code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what was handed in.

    `where` names the place (a file entry, row and column, or field), `message` says in Dutch what is wrong and
    `remedy` how to mend it. `message` and `remedy` are message ids: `%(name)s` is filled from `params`.
    """

    where: str
    message: str
    remedy: str = ""
    code: str = ""
    params: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the problem as one Dutch sentence with its place."""
        text = self.message % self.params if self.params else self.message
        remedy = (self.remedy % self.params if self.params else self.remedy) if self.remedy else ""
        return " ".join(part for part in (f"{self.where}:" if self.where else "", text, remedy) if part)


class DomainError(Exception):
    """A request that the domain refuses, with a stable code and a Dutch sentence.

    The sentence is a message id: the edge translates it and fills `%(name)s` from `params`.
    """

    code: ClassVar[str] = "fout"

    def __init__(self, message: str, *, remedy: str = "", problems: tuple[Problem, ...] = (), **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.problems = problems
        self.params = params

    def __str__(self) -> str:
        """Return the sentence, filled in, with the remedy and every separate problem."""
        head = [part % self.params if self.params else part for part in (self.message, self.remedy) if part]
        return "\n".join([" ".join(head), *(f"- {problem}" for problem in self.problems)])


class NotFoundError(DomainError):
    """The thing asked for does not exist, or is not yours to see."""

    code = "niet-gevonden"


class InvalidInputError(DomainError):
    """What was handed in cannot be read or breaks a rule; nothing was changed."""

    code = "ongeldige-invoer"


class ConflictError(DomainError):
    """Someone else changed the same thing first, or it exists already."""

    code = "conflict"


class NotAllowedError(DomainError):
    """The actor may see this, but may not do that."""

    code = "niet-toegestaan"


class RuleRefusedError(DomainError):
    """A rule of the domain says no to this step from this state."""

    code = "regel-weigert"


class UnauthenticatedError(DomainError):
    """Who asks showed a proof of identity that is wrong, withdrawn or expired (RFC 6750 section 3.1: invalid_token)."""

    code = "niet-ingelogd"
