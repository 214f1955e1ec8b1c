"""Who gets data and where: recipients, processors, sub-processors and transfers; unknown never reads as safe."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from swc.catalogue.kinds import Trust
from swc.landscape.kinds import AgreementPresence
from swc.landscape.schemas import AgreementFact
from swc.register.derive import drafts
from swc.register.facts import OutsideFact, PlaceFact, SubFact
from swc.register.kinds import RegisterField, ValueOrigin
from swc.register.schemas import PathStep, RegisterValue
from tests.factories.register_facts import OTHER, board, function, use

F, P = RegisterField, AgreementPresence
COUPLING = PathStep(kind="coupling", key="c", name="ROD", relation="coupling")


def place(country: str, *, key: str = "meerschool", certified: bool | None = None) -> PlaceFact:
    """Return a country that matters for a use."""
    return PlaceFact(country, "land van de leverancier", "Meerschool", key, certified, (), "", Trust.CONFIRMED)


def values(field: F, *around: dict[str, Any], guid: str = OTHER, **summary: Any) -> list[RegisterValue]:  # noqa: ANN401
    """Return the values of a field of the activity of uses with this around them."""
    uses = (use(f"U{at}", around=one, **summary) for at, one in enumerate(around))
    (found,) = drafts(board(*uses, functions=(function(guid, "Functie"),)))
    return [one for one in found.values if one.field is field]


@pytest.mark.parametrize(
    ("country", "certified", "basis", "words"),
    [
        ("GB", None, "adequacy", ""),
        ("US", True, "dpf", "gecertificeerd"),
        ("US", False, "", "niet gecertificeerd"),
        ("US", None, "", "certificering onbekend"),
        ("CN", None, "", "geen adequaatheidsbesluit"),
    ],
)
def test_a_country_outside_the_eea_is_a_transfer_with_what_it_rests_on(
    *, country: str, certified: bool | None, basis: str, words: str
) -> None:
    (found,) = values(F.TRANSFER, {"places": (place(country, certified=certified),), "places_known": True})
    assert (found.detail.country, found.detail.basis) == (country, basis)
    assert words in found.detail.safeguard
    assert found.label.endswith(": Meerschool (land van de leverancier)")
    assert country not in found.label


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        (({"places": (place("NL"),), "places_known": True},), ["none"]),
        (({"places": (place("NL"),), "places_known": False},), []),
        (({},), []),
        (({"places_known": True}, {"places_known": False}), []),
        (({"places_known": True}, {"places": (place("US"),), "places_known": True}), ["US:meerschool"]),
        (({"places_known": False}, {"places": (place("US"),)}), ["US:meerschool"]),
    ],
)
def test_only_when_every_place_is_known_and_near_nothing_leaves(
    around: tuple[dict[str, Any], ...], expected: list[str]
) -> None:
    assert [one.key for one in values(F.TRANSFER, *around)] == expected


def test_a_vendor_is_named_once_with_the_worst_that_is_known_of_its_agreements() -> None:
    signed = AgreementFact(presence=P.PRESENT, signed_on=date(2025, 9, 1))
    uses = [use("A", agreement=signed), use("B", agreement=AgreementFact(presence=P.ABSENT)), use("C")]
    (found,) = drafts(board(*uses))
    (vendor,) = (one for one in found.values if one.field is F.PROCESSOR)
    assert (vendor.key, vendor.detail.agreement, vendor.path[0].name) == ("meerschool", "absent", "B")
    (alone,) = values(F.PROCESSOR, {}, agreement=signed)
    assert alone.detail.safeguard == "verwerkersovereenkomst van 01-09-2025"
    assert values(F.PROCESSOR, {}, agreement=AgreementFact(presence=P.NOT_NEEDED)) == []


def test_a_sub_processor_is_named_once_with_its_country_where_somebody_knows_it() -> None:
    subs = (
        {"subs": (SubFact("Wolk B.V."),)},
        {"subs": (SubFact("wolk bv", "IE", from_agreement=True), SubFact("Wolk B.V.", "IE"))},
    )
    found = values(F.SUB_PROCESSOR, *subs)
    assert {one.key: one.detail.country for one in found} == {"wolk b v": "IE", "wolk bv": "IE"}
    assert {one.key: one.origin for one in found}["wolk bv"] is ValueOrigin.AGREEMENT


def test_recipients_come_from_couplings_that_carry_the_data_and_from_the_law() -> None:
    outside = (
        OutsideFact("ROD", (), COUPLING),
        OutsideFact("Bezorgdienst", ("P05",), COUPLING),
        OutsideFact("Arbodienst", ("P19",), COUPLING),
    )
    found = values(F.RECIPIENT, {"outside": outside})
    assert [(one.label, one.origin) for one in found] == [
        ("ROD", ValueOrigin.COUPLING),
        ("Bezorgdienst", ValueOrigin.COUPLING),
    ]
    enrolment = "39ff594631e74638bd24f0139b4ddf3e"
    assert [one.label for one in values(F.RECIPIENT, {}, guid=enrolment)] == ["DUO", "Gemeente"]
