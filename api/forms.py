"""Forms: from what a person typed to an input schema, and back to the form when it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from sqlmodel import Session
from starlette.datastructures import FormData

from api.validation import validation_problems
from swc.errors import DomainError, InvalidInputError, Problem

Model = TypeVar("Model", bound=BaseModel)
Result = TypeVar("Result")

_MANY = (list, tuple, set, frozenset)


def parsed(model: type[Model], form: FormData, **fixed: object) -> Model:
    """Return the input schema filled from a form.

    Field names are the schema's own (snake_case). An empty field is left out, so that its default holds; a field
    of several values takes them all. `fixed` adds values that do not come from the person. Raises
    `InvalidInputError` with a problem per field.
    """
    values: dict[str, Any] = dict(fixed)
    for name, info in model.model_fields.items():
        if name in fixed or name not in form:
            continue
        if _takes_many(info.annotation):
            values[name] = [item for item in form.getlist(name) if item != ""]
        elif form[name] != "":
            values[name] = form[name]
    try:
        return model.model_validate(values)
    except ValidationError as error:
        problems = validation_problems(error.errors())
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=_by_field(model, problems)) from error


def _by_field(model: type[BaseModel], problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Name the fields as the form does (pydantic reports the JSON alias)."""
    names = {info.alias or name: name for name, info in model.model_fields.items()}
    return tuple(
        Problem(names.get(one.where, one.where), one.message, one.remedy, one.code, one.params) for one in problems
    )


def _takes_many(annotation: Any) -> bool:  # noqa: ANN401 - any annotation a schema may carry
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return any(_takes_many(part) for part in get_args(annotation))
    return origin in _MANY or annotation in _MANY


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in a form: the values to show and, after a refusal, what is wrong with each."""

    values: Mapping[str, list[str]] = field(default_factory=dict)
    refused: DomainError | None = None

    def value(self, name: str, default: object = "") -> str:
        """Return what was typed in a field, or the value as it stands."""
        found = self.values.get(name)
        if found:
            return found[0]
        return "" if self.values or default is None else str(getattr(default, "value", default))

    def chosen(self, name: str, default: object = ()) -> frozenset[str]:
        """Return the choices ticked in a field of several values."""
        if self.values:
            return frozenset(self.values.get(name, ()))
        return frozenset(str(item) for item in default) if isinstance(default, _MANY) else frozenset()

    def errors(self, name: str) -> tuple[Problem, ...]:
        """Return the problems of one field."""
        if self.refused is None:
            return ()
        return tuple(one for one in self.refused.problems if one.where == name or one.where.startswith(f"{name}."))


def entered(form: FormData, refused: DomainError | None = None) -> Entered:
    """Return what a person typed, to show the form again with nothing lost."""
    values: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            values.setdefault(name, []).append(value)
    return Entered(values, refused)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What came of trying something: its result, or the refusal."""

    result: Result | None = None
    refused: DomainError | None = None

    @property
    def value(self) -> Result:
        """Return the result; only to be asked when nothing was refused."""
        if self.refused is not None:
            raise self.refused
        return self.result  # type: ignore[return-value]


def attempt(session: Session, deed: Callable[[], Result]) -> Outcome[Result]:
    """Do something in a savepoint; a refusal undoes it wholly and comes back to be shown next to the form."""

    def undone() -> Result:
        with session.begin_nested():
            return deed()

    return tried(undone)


def tried(deed: Callable[[], Result]) -> Outcome[Result]:
    """Do something that touches no database; a refusal comes back to be shown, but for what is not the actor's."""
    try:
        return Outcome(result=deed())
    except DomainError as error:
        if error.code in ("niet-gevonden", "niet-toegestaan"):
            raise
        return Outcome(refused=error)
