"""The release package: the fields, dates and codes that OCDS 1.1.5 and its requirements extension ask.

The lists below are written by hand after `release-schema.json` of version 1.1.5 (Planning, Tender, Item, Unit,
Classification, Document, Organization, OrganizationReference, Identifier) and `release-schema.json` of
open-contracting-extensions/ocds_requirements_extension (Criterion, RequirementGroup, Requirement).
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from swc.landscape.kinds import UsageStatus
from swc.procurement.kinds import RequirementKind, SubjectOf
from swc.procurement.needs import cpv_codes, needs
from swc.procurement.ocds import EXTENSION, PREFIX, Published, package
from swc.procurement.requirements import requirements
from swc.procurement.schemas import BuyingBoard, OwnUse, TenderDossier

LAS = "c64a7a54f38e487e814801bc3d9c92fd"
ELO = "36325fd9bf97483bbe7bb0e4f3273732"
TODAY = date(2026, 3, 2)
WHERE = Published(
    publisher="FORA-SWC",
    uri="https://swc.example/api/v1/tender-dossiers?component=x",
    page="https://swc.example/inkoop/dossier?component=x",
    base="https://swc.example",
)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")

Shape = dict[str, tuple[set[str], set[str]]]
PACKAGE: Shape = {
    "package": (
        {"uri", "version", "publishedDate", "publisher", "releases"},
        {"extensions", "license", "publicationPolicy"},
    ),
    "release": (
        {"ocid", "id", "date", "tag", "initiationType"},
        {"parties", "buyer", "planning", "tender", "language", "awards", "contracts", "relatedProcesses"},
    ),
    "tender": (
        {"id"},
        {
            "title",
            "description",
            "status",
            "procuringEntity",
            "items",
            "value",
            "mainProcurementCategory",
            "documents",
            "criteria",
        },
    ),
    "item": ({"id"}, {"description", "classification", "additionalClassifications", "quantity", "unit"}),
    "classification": (set(), {"scheme", "id", "description", "uri"}),
    "document": (
        {"id"},
        {"documentType", "title", "description", "url", "datePublished", "dateModified", "format", "language"},
    ),
    "party": (set(), {"name", "id", "identifier", "additionalIdentifiers", "address", "contactPoint", "roles"}),
    "identifier": (set(), {"scheme", "id", "legalName", "uri"}),
    "reference": (set(), {"name", "id"}),
    "planning": (set(), {"rationale", "budget", "documents", "milestones"}),
    "criterion": (
        {"id"},
        {"title", "description", "source", "relatesTo", "relatedItem", "requirementGroups"},
    ),
    "group": ({"id"}, {"description", "requirements"}),
    "requirement": (
        {"id"},
        {"title", "description", "dataType", "pattern", "expectedValue", "minValue", "maxValue", "period"},
    ),
}
"""For each object the fields that must be there, and the others that may."""


def dossier(*guids: str, board: BuyingBoard | None = None) -> TenderDossier:
    asked = needs(None, guids)
    return TenderDossier(
        as_of=TODAY,
        subject=SubjectOf.COMPONENT,
        key=guids[0],
        name="Leerlingadministratiesysteem (LAS)",
        components=asked.components,
        cpv=cpv_codes((one.guid, one.name) for one in asked.components),
        categories=asked.categories,
        data_level=asked.data_level,
        required=asked.required,
        requirements=requirements(asked, TODAY),
        board=board,
    )


def board(kvk_number: str = "12345678", **facts: Any) -> BuyingBoard:  # noqa: ANN401 - the fields of a board
    use = OwnUse(
        id=UUID(int=1),
        name="Magister",
        product_key="magister",
        product_name="Magister",
        status=UsageStatus.IN_PRODUCTION,
        contract_end=date(2027, 7, 31),
    )
    return BuyingBoard(number="41101", name="De Linde", kvk_number=kvk_number, pupils=1_500, uses=(use,), **facts)


DOSSIERS = (
    pytest.param(dossier(LAS), id="public"),
    pytest.param(dossier(LAS, ELO), id="two components"),
    pytest.param(dossier(LAS, board=board()), id="of a board"),
)


def fits(name: str, found: dict[str, Any]) -> None:
    required, other = PACKAGE[name]
    assert required <= set(found), name
    assert set(found) <= required | other, name
    assert all(value not in (None, "", [], {}) for value in found.values()), f"{name} holds an empty field"


@pytest.mark.parametrize("asked", DOSSIERS)
def test_the_package_has_every_required_field_and_no_other_than_the_standard_knows(asked: TenderDossier) -> None:
    found = package(asked, WHERE)
    fits("package", found)
    (release,) = found["releases"]
    fits("release", release)
    tender = release["tender"]
    fits("tender", tender)
    for item in tender["items"]:
        fits("item", item)
        for one in (item["classification"], *item["additionalClassifications"]):
            fits("classification", one)
    for one in tender["documents"]:
        fits("document", one)
    for criterion in tender["criteria"]:
        fits("criterion", criterion)
        for group in criterion["requirementGroups"]:
            fits("group", group)
            for one in group["requirements"]:
                fits("requirement", one)
    for party in release.get("parties", ()):
        fits("party", party)
        fits("reference", release["buyer"])
        fits("planning", release["planning"])


@pytest.mark.parametrize("asked", DOSSIERS)
def test_moments_codes_and_ids_are_as_the_standard_asks(asked: TenderDossier) -> None:
    found = package(asked, WHERE)
    (release,) = found["releases"]
    tender = release["tender"]
    assert (found["version"], found["extensions"]) == ("1.1", [EXTENSION])
    for moment in (found["publishedDate"], release["date"], *(one["datePublished"] for one in tender["documents"])):
        assert MOMENT.fullmatch(moment)
    assert (release["tag"], release["initiationType"], tender["status"]) == (["planning"], "tender", "planning")
    assert tender["mainProcurementCategory"] in {"goods", "works", "services"}
    assert release["ocid"].startswith(f"{PREFIX}-")
    assert "#" not in release["id"]
    for part in ("items", "documents", "criteria"):
        ids = [one["id"] for one in tender[part]]
        assert len(ids) == len(set(ids))
    asked_ids = [one["id"] for c in tender["criteria"] for g in c["requirementGroups"] for one in g["requirements"]]
    assert sorted(asked_ids) == sorted(one.id for one in asked.requirements)


@pytest.mark.parametrize("asked", DOSSIERS)
def test_a_requirement_has_the_value_of_its_type(asked: TenderDossier) -> None:
    tender = package(asked, WHERE)["releases"][0]["tender"]
    for criterion in tender["criteria"]:
        assert criterion["source"] == "tenderer"
        assert (criterion.get("relatesTo") == "item") == ("relatedItem" in criterion)
        for group in criterion["requirementGroups"]:
            for one in group["requirements"]:
                if one["dataType"] == "boolean":
                    assert one["expectedValue"] is True
                elif one["dataType"] == "integer":
                    assert isinstance(one.get("minValue", one.get("maxValue")), int)
                else:
                    assert one["dataType"] == "string"
                    assert group["id"].endswith(RequirementKind.INFORMATION.value)


def test_terms_of_the_data_act_are_numbers_to_hold_an_offer_against() -> None:
    (exits,) = (one for one in package(dossier(LAS), WHERE)["releases"][0]["tender"]["criteria"] if one["id"] == "exit")
    asked = {one["id"]: one for group in exits["requirementGroups"] for one in group["requirements"]}
    assert asked["exit-notice"]["maxValue"] == 2
    assert asked["exit-transition"]["maxValue"] == 30
    assert asked["exit-retrieval"]["minValue"] == 30


def test_an_item_is_a_component_with_its_cpv_code_and_its_guid() -> None:
    las, elo = package(dossier(LAS, ELO), WHERE)["releases"][0]["tender"]["items"]
    assert las["classification"]["id"] == "48190000-6"
    assert [one["id"] for one in las["additionalClassifications"]] == ["48219300", LAS]
    assert {one["scheme"] for one in elo["additionalClassifications"]} == {"CPV", "x_FORA"}


def test_a_board_is_the_buyer_by_its_number_at_the_chamber_of_commerce_or_else_that_of_duo() -> None:
    (release,) = package(dossier(LAS, board=board()), WHERE)["releases"]
    assert release["buyer"] == {"id": "NL-KVK-12345678", "name": "De Linde"}
    assert release["parties"][0]["identifier"]["scheme"] == "NL-KVK"
    assert release["tender"]["items"][0]["quantity"] == 1_500
    assert "2027-07-31" in release["planning"]["rationale"]
    (other,) = package(dossier(LAS, board=board(kvk_number="")), WHERE)["releases"]
    assert other["buyer"]["id"] == "DUO-41101"


def test_what_is_of_a_board_carries_no_open_licence() -> None:
    assert "license" in package(dossier(LAS), WHERE)
    assert "license" not in package(dossier(LAS, board=board()), WHERE)


def test_the_package_says_nothing_of_products_nor_of_a_dpia_of_the_board() -> None:
    text = json.dumps(package(dossier(LAS, board=board()), WHERE))
    assert "Magister" not in text
    assert "dpiaState" not in text


def test_the_same_dossier_gives_the_same_package() -> None:
    assert package(dossier(LAS), WHERE) == package(dossier(LAS), WHERE)
