"""What pydantic refuses is told in Dutch, whatever the kind of error."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from api.i18n import catalogue
from api.validation import OTHERWISE, SENTENCES, validation_problems


class Everything(BaseModel):
    """One field of every sort that our schemas use."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(min_length=1, max_length=5)] = "a"
    code: Annotated[str, Field(pattern=r"^\d+$")] = "1"
    count: Annotated[int, Field(ge=1, le=10)] = 1
    cost: Annotated[Decimal, Field(max_digits=6, decimal_places=2)] = Decimal(1)
    day: date = date(2026, 1, 1)
    yes: bool = True
    choice: Literal["a", "b"] = "a"
    key: UUID | None = None
    many: Annotated[tuple[str, ...], Field(max_length=1)] = ()
    share: str = "1%"

    @field_validator("share")
    @classmethod
    def _below(cls, value: str) -> str:
        if value != "1%":
            raise ValueError("Hoogstens 1% mag.")
        return value


def refused(value: object) -> tuple[str, str]:
    """Return the place and the sentence of the only thing wrong."""
    with pytest.raises(ValidationError) as caught:
        Everything.model_validate(value)
    (problem,) = validation_problems(caught.value.errors())
    return problem.where, str(problem)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"text": "abcdef"}, "text: Dit is te lang: hoogstens 5 tekens."),
        ({"text": 1}, "text: Dit moet tekst zijn."),
        ({"code": "x"}, "code: Dit is niet geschreven zoals het hoort."),
        ({"count": 0}, "count: Dit getal is te klein: het moet 1 of meer zijn."),
        ({"count": 11}, "count: Dit getal is te groot: het mag hoogstens 10 zijn."),
        ({"count": "9" * 5000}, "count: Dit is geen geheel getal."),
        ({"count": 1.5}, "count: Dit is geen geheel getal."),
        ({"cost": "1.234"}, "cost: Dit getal heeft te veel cijfers achter de komma: hoogstens 2."),
        ({"cost": "1234567"}, "cost: Dit getal heeft te veel cijfers."),
        ({"cost": "NaN"}, "cost: Dit is geen getal."),
        ({"day": "2026-02-30"}, "day: Dit is geen datum (jjjj-mm-dd)."),
        ({"day": []}, "day: Dit is geen datum (jjjj-mm-dd)."),
        ({"yes": "misschien"}, "yes: Kies ja of nee."),
        ({"choice": "c"}, "choice: Deze keuze bestaat niet."),
        ({"key": "x"}, "key: Dit is geen geldig kenmerk."),
        ({"many": "ab"}, "many: Dit moet een lijst zijn."),
        ({"many": ["a", "b"]}, "many: Dit zijn er te veel: hoogstens 1."),
        ({"onzin": 1}, "onzin: Dit veld bestaat niet."),
        ({"share": "2%"}, "share: Hoogstens 1% mag."),
        ([], "Dit moet een object met velden zijn."),
    ],
)
def test_a_refused_value_is_told_in_dutch_with_its_limit(value: object, told: str) -> None:
    assert refused(value)[1] == told


def test_an_error_without_a_sentence_of_its_own_is_not_told_in_english() -> None:
    (problem,) = validation_problems(
        [{"type": "callable_type", "loc": ("body", "x"), "msg": "Input should be callable"}]
    )

    assert str(problem) == f"x: {OTHERWISE}"


def test_the_place_in_json_that_cannot_be_read_is_no_field() -> None:
    (problem,) = validation_problems([{"type": "json_invalid", "loc": ("body", 12), "msg": "JSON decode error"}])

    assert problem.where == ""


@pytest.mark.parametrize("sentence", sorted({*SENTENCES.values(), OTHERWISE}))
def test_every_sentence_has_an_english_twin(sentence: str) -> None:
    assert sentence in catalogue("en")
