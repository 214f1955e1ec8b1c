"""Files that people hand in stop at the limit."""

from __future__ import annotations

from io import BytesIO

import pytest
from starlette.datastructures import FormData, UploadFile

from api.uploads import uploaded
from swc.errors import InvalidInputError


def form(content: bytes, name: str = "lijst.xlsx") -> FormData:
    return FormData([("bestand", UploadFile(BytesIO(content), filename=name))])


def test_a_file_comes_with_its_name_and_content() -> None:
    found = uploaded(form(b"abc"), "bestand", 3)

    assert (found.name, found.content) == ("lijst.xlsx", b"abc")


def test_a_file_over_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(InvalidInputError, match="2 MB"):
        uploaded(form(b"x" * (2 * 1024 * 1024 + 1)), "bestand", 2 * 1024 * 1024)


@pytest.mark.parametrize("handed_in", [FormData([]), FormData([("bestand", "tekst")]), form(b"abc", name="")])
def test_no_file_is_refused_at_its_field(handed_in: FormData) -> None:
    with pytest.raises(InvalidInputError) as caught:
        uploaded(handed_in, "bestand", 10)

    assert caught.value.problems[0].where == "bestand"
