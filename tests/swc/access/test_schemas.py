"""What every input refuses, and how read models look in JSON."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from swc.access.schemas import Input, ReadModel


class Wish(Input):
    """An input to try."""

    first_name: str
    tags: tuple[str, ...] = ()


class Answer(ReadModel):
    """A read model to try."""

    board_number: str


@pytest.mark.parametrize(
    "data", [{"first_name": "a\x00b"}, {"firstName": "a", "tags": ["x", "\x00"]}, {"first_name": "a", "tags": "\x00"}]
)
def test_a_nul_character_is_refused_wherever_it_hides(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="onleesbaar teken"):
        Wish.model_validate(data)


def test_unknown_names_are_refused_and_outer_space_goes() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Wish.model_validate({"first_name": "a", "is_admin": True})
    assert Wish.model_validate({"firstName": "  Anne "}).first_name == "Anne"


def test_json_is_camel_case_and_a_read_model_does_not_change() -> None:
    answer = Answer(board_number="41101")
    assert answer.model_dump(by_alias=True) == {"boardNumber": "41101"}
    with pytest.raises(ValidationError):
        answer.board_number = "41102"  # type: ignore[misc]
