"""Every field of a form has a Dutch name for where a refusal is summed up."""

from __future__ import annotations

import re

import pytest

from api.field_names import FIELD_NAMES, field_name, known_field
from api.i18n import catalogue
from tests.shared_data import ROOT

FIELD = re.compile(r"\b(?:field|textarea|select|checkboxes|radios)\([\w.]+(?:\(\w+\))?, \"(\w+)\"")


def fields() -> set[str]:
    """Return the name of every field that a template makes with a macro."""
    return {
        name for path in (ROOT / "api" / "templates").rglob("*.html") for name in FIELD.findall(path.read_text("utf-8"))
    }


def test_every_field_of_a_form_is_named_as_people_call_it() -> None:
    found = fields()

    assert len(found) > 50
    assert {name for name in found if not known_field(name)} == set()


@pytest.mark.parametrize("name", sorted(set(FIELD_NAMES.values())))
def test_every_name_has_an_english_twin(name: str) -> None:
    assert name in catalogue("en")


def test_a_place_within_a_field_is_told_as_the_field() -> None:
    assert (known_field("schools.0"), field_name("schools.0")) == ("schools", "Scholen")


def test_a_place_that_is_no_field_is_told_as_it_is() -> None:
    assert (known_field("rij 3"), field_name("rij 3")) == ("", "rij 3")
