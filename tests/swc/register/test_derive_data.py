"""What follows for the data of an activity: people, art. 9 and art. 10, retention with its norm, security."""

from __future__ import annotations

import pytest

from fora.kinds import Level
from swc.register.derive import drafts
from swc.register.derive_data import category_level
from swc.register.kinds import RegisterField
from swc.register.schemas import RegisterValue
from tests.factories.register_facts import board, category, function, information_object, use

F = RegisterField
CARE = "9af69fd511434b458cee1abecc2c5db6"
RECRUITMENT = "9c4e06764ac746a998e9828b9fd3f817"


def values(
    field: F, *codes: str, guid: str = "0f" * 16, proven: tuple[dict[str, str], ...] = ({},)
) -> list[RegisterValue]:
    """Return the values of a field of the one activity of uses with these categories."""
    uses = (
        use(f"U{at}", categories=tuple(map(category, codes)), around={"proven": one}) for at, one in enumerate(proven)
    )
    (found,) = drafts(board(*uses, functions=(function(guid, "Functie"),)))
    return [one for one in found.values if one.field is field]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("P01",), {"leerlingen"}),
        (("P16", "P17"), {"ouders"}),
        (("P15",), {"leerlingen", "medewerkers"}),
        (("P01", "P18"), {"leerlingen", "medewerkers"}),
    ],
)
def test_people_follow_from_the_categories(codes: tuple[str, ...], expected: set[str]) -> None:
    assert {one.key for one in values(F.DATA_SUBJECT, *codes)} == expected


def test_the_function_says_that_it_is_about_applicants() -> None:
    found = values(F.DATA_SUBJECT, "P18", "P21", guid=RECRUITMENT)
    assert {one.key for one in found} == {"sollicitanten", "medewerkers"}
    assert found[0].path[-1].kind == "mapping"
    assert found[0].path[-2].kind == "category"


def test_without_a_known_category_people_come_from_the_profile() -> None:
    one = use(categories=(), categories_unknown=True)
    (found,) = drafts(board(one))
    assert {each.key for each in found.values if each.field is F.DATA_SUBJECT} == {"leerlingen", "ouders"}


def test_special_data_rest_on_one_ground_for_all_and_criminal_data_on_art_10() -> None:
    found = {one.key: one for one in values(F.SPECIAL_GROUND, "P01", "P08", "P09", "P21")}
    assert set(found) == {"zwaarwegend-algemeen-belang", "art-10"}
    health = found["zwaarwegend-algemeen-belang"]
    assert health.detail.categories == ("P08", "P09")
    assert "art. 30 lid 2 onder a UAVG" in health.label
    assert values(F.SPECIAL_GROUND, "P01", "P22") == []
    assert "uavg" in {one.key for one in values(F.STATUTE, "P08")}


def test_retention_names_its_norm_its_days_and_the_data_it_is_about() -> None:
    (found,) = values(F.RETENTION, "P01", "P05")
    assert (found.detail.norm, found.detail.norm_days, found.detail.term_days) == (
        "retention-pupil-file-years",
        730,
        730,
    )
    assert found.detail.categories == ("P01", "P05")
    assert found.label.endswith(": 2 jaar")
    assert found.path[-1].kind == "norm"
    assert values(F.RETENTION, "P18") == []


def test_security_asks_the_highest_and_proves_the_lowest() -> None:
    certified, weaker = {"confidentiality": "hoog"}, {"confidentiality": "midden", "integrity": "laag"}
    (one,) = values(F.SECURITY, "P09", proven=(certified, weaker))
    assert (one.key, one.detail.level_required, one.detail.level_proven) == ("confidentiality", "hoog", "midden")
    (other,) = values(F.SECURITY, "P09", proven=(certified, {}))
    assert (other.detail.level_proven, "onbekend" in other.label) == ("", True)


def test_security_is_read_from_the_objects_that_are_about_the_categories() -> None:
    objects = (
        information_object("Dossier", "P08", biv=(Level.MIDDLE, Level.HIGH, Level.UNKNOWN)),
        information_object("Rooster", "P18", biv=(Level.HIGH, Level.HIGH, Level.HIGH)),
    )
    care = function(CARE, "Vorming zorgdossier")
    (found,) = drafts(board(use(categories=(category("P08"),)), functions=(care,), objects=objects))
    levels = {one.key: one.detail.level_required for one in found.values if one.field is F.SECURITY}
    assert levels == {"availability": "midden", "integrity": "hoog", "confidentiality": "hoog"}
    assert [one.key for one in found.values if one.field is F.INFORMATION_OBJECT] == ["Dossier"]


@pytest.mark.parametrize(
    ("code", "level"), [("P01", "midden"), ("P02", ""), ("P05", "hoog"), ("P15", "midden"), ("P99", "")]
)
def test_a_category_asks_the_confidentiality_of_its_usual_level(code: str, level: str) -> None:
    assert category_level(code) == level
