"""The input of a claim is that of the catalogue itself."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.claims.shapes import SHAPES, fields_of, parse, plain_payload
from swc.catalogue.kinds import ClaimAction
from swc.errors import InvalidInputError


@pytest.mark.parametrize("noun", ClaimNoun)
def test_no_claim_holds_a_source_or_a_trust_of_its_own(noun: ClaimNoun) -> None:
    assert noun in SHAPES
    assert fields_of(noun)
    assert not {"source_url", "checked_on", "trust"} & set(fields_of(noun))


def test_a_vendor_cannot_give_itself_trust() -> None:
    with pytest.raises(InvalidInputError):
        parse(ClaimNoun.STANDARD, {"standard": "oso", "trust": "confirmed"})


def test_a_claim_on_one_field_changes_no_other() -> None:
    with pytest.raises(InvalidInputError):
        parse(ClaimNoun.HOSTING, {"hosting": "saas", "vendorKey": "ander"})


def test_names_of_fields_may_be_those_of_json() -> None:
    fact = parse(ClaimNoun.CERTIFICATE, {"certificate": "iso27001", "validUntil": "2027-01-01"})
    assert plain_payload(ClaimNoun.CERTIFICATE, fact)["valid_until"] == "2027-01-01"


def test_what_the_schema_refuses_is_refused() -> None:
    with pytest.raises(ValidationError):
        parse(ClaimNoun.LOCATION, {"country": "Nederland"})


def test_to_take_a_version_away_its_name_is_enough() -> None:
    assert plain_payload(ClaimNoun.VERSION, parse(ClaimNoun.VERSION, {"name": "4"}, ClaimAction.REMOVE))["name"] == "4"
    with pytest.raises(ValidationError):
        parse(ClaimNoun.VERSION, {"name": "4"})
