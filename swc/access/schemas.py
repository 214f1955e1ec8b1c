"""The base of every read model and of every form of input."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic.alias_generators import to_camel


class ReadModel(BaseModel):
    """What page, JSON and RDF are made of: frozen, camelCase in JSON."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


class Input(BaseModel):
    """What a form, a JSON body or an import row is parsed into: unknown names are refused, space is trimmed.

    A NUL character is refused everywhere: it means nothing to people and PostgreSQL cannot keep it.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, alias_generator=to_camel, populate_by_name=True
    )

    @model_validator(mode="before")
    @classmethod
    def _without_nul(cls, data: Any) -> Any:  # noqa: ANN401 - whatever was handed in
        """Refuse a NUL character, however deep it hides."""
        if _holds_nul(data):
            raise ValueError("De tekst bevat een onleesbaar teken.")
        return data


def _holds_nul(value: object) -> bool:
    """Say whether a NUL character is somewhere in what was handed in."""
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_holds_nul(part) for pair in value.items() for part in pair)
    if isinstance(value, list | tuple | set | frozenset):
        return any(_holds_nul(part) for part in value)
    return False
