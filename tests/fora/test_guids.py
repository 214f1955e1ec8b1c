"""GUIDs meet whatever form a file or wiki gives them."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fora.guids import found_guid, guid, relation_guid

DIGITS = "72b62851d6254a3bb6d16d490efb43bc"


@pytest.mark.parametrize(
    "written",
    [
        DIGITS,
        f"id-{DIGITS}",
        "72b62851-d625-4a3b-b6d1-6d490efb43bc",
        "id-72b62851-d625-4a3b-b6d1-6d490efb43bc",
        "id-72b62851-d625-4a3bb-6d16-d490efb43bc",
        "EAID_72B62851_D625_4a3b_B6D1_6D490EFB43BC",
        "{72B62851-D625-4A3B-B6D1-6D490EFB43BC}",
    ],
)
def test_every_way_of_writing_a_guid_gives_the_same_key(written: str) -> None:
    assert guid(written) == DIGITS


@given(st.uuids(), st.sampled_from(["{0}", "id-{0}", "{1}", "id-{1}"]), st.booleans())
def test_any_guid_survives_any_form(value: UUID, form: str, upper: bool) -> None:  # noqa: FBT001 - hypothesis draws it
    written = form.format(str(value), value.hex)
    assert guid(written.upper().replace("ID-", "id-") if upper else written) == value.hex


@given(st.text(max_size=60))
def test_any_other_identifier_gets_a_fixed_guid_of_32_digits(text: str) -> None:
    found = guid(text)
    assert found == guid(text)
    assert found_guid(found) == found


def test_an_identifier_that_is_no_guid_is_recognised_as_such() -> None:
    assert found_guid("id-80913") is None
    assert guid("id-80913") != guid("id-80914")


def test_a_relation_without_identifier_is_known_by_its_ends_and_type() -> None:
    assert relation_guid("a", "Access", "b") == relation_guid("a", "Access", "b")
    assert relation_guid("a", "Access", "b") != relation_guid("b", "Access", "a")
