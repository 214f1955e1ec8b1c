"""The description of the API says "or nothing" in one way, and names its schemas as the design rules ask."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlmodel import Session

from api.app import create_app
from api.openapi import describe
from api.openapi_shapes import pascal, shaped
from api.settings import Settings
from tests.api.conftest import OneTransaction

DATE_NAME = re.compile(r"^date$|\w+Date$")


@pytest.fixture
def description(settings: Settings, session: Session) -> dict[str, Any]:
    return describe(create_app(settings, database=OneTransaction(session)), settings)


def test_a_date_that_may_be_absent_keeps_its_format() -> None:
    schema = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}], "title": "Einde"}
    assert shaped({"x": schema})["x"] == {"type": ["string", "null"], "format": "date", "title": "Einde"}


def test_a_choice_between_two_kinds_stays_a_choice() -> None:
    schema = {"anyOf": [{"type": "string"}, {"type": "integer"}]}
    assert shaped({"x": schema})["x"] == schema


def test_references_follow_the_names() -> None:
    found = shaped({"components": {"schemas": {"a__b__C": {}, "D": {"$ref": "#/components/schemas/a__b__C"}}}})
    assert found["components"]["schemas"] == {"ABC": {}, "D": {"$ref": "#/components/schemas/ABC"}}
    assert pascal("fora__kinds__Change") == "ForaKindsChange"


def test_no_two_schemas_get_the_same_name(description: dict[str, Any]) -> None:
    names = list(description["components"]["schemas"])
    assert all(re.fullmatch(r"[A-Z][A-Za-z0-9]*", name) for name in names)
    assert len(names) == len(set(names)) > 100


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    names = set(description["components"]["schemas"])
    used = set(re.findall(r"#/components/schemas/(\w+)", str(description)))
    assert used <= names


def test_every_property_that_is_a_date_says_so(description: dict[str, Any]) -> None:
    without = [
        (name, prop)
        for name, schema in description["components"]["schemas"].items()
        for prop, said in schema.get("properties", {}).items()
        if DATE_NAME.fullmatch(prop) and said.get("format") != "date"
    ]
    assert without == []
