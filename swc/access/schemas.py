"""The base of every read model and of every form of input."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class ReadModel(BaseModel):
    """What page, JSON and RDF are made of: frozen, camelCase in JSON."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


class Input(BaseModel):
    """What a form, a JSON body or an import row is parsed into: unknown names are refused, space is trimmed."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, alias_generator=to_camel, populate_by_name=True
    )
