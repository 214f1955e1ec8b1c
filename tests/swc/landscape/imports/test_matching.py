"""Products are found as people misspell them; a doubt becomes a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.landscape.imports.kinds import MatchKind
from swc.landscape.imports.matching import CANDIDATES, Named, NameIndex, variants

INDEX = NameIndex(
    [
        Named("magister", "Magister", (), "SchoolMaster B.V.", ("SchoolMaster B.V.", "Sanoma Oyj (Sanoma Learning)")),
        Named("magister-elo", "Magister ELO", (), "SchoolMaster B.V.", ("SchoolMaster B.V.",)),
        Named("parnassys", "ParnasSys", ("Parnas",), "Topicus Onderwijs B.V.", ("Topicus Onderwijs B.V.",)),
        Named("somtoday", "Somtoday", (), "Topicus Onderwijs B.V.", ("Topicus Onderwijs B.V.",)),
        Named("ms365", "Microsoft 365 Education", ("Office 365", "MS Teams"), "Microsoft", ("Microsoft",)),
        Named("zermelo", "Zermelo"),
        Named("office-2019", "Office 2019", (), "Microsoft", ("Microsoft",)),
        Named("connect-a", "Connect", (), "Acme", ("Acme",)),
        Named("connect-b", "Connect!", (), "Borel", ("Borel",)),
        Named("cafe", "Café Digitaal"),
    ]
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Magister", "magister"),
        ("  MAGISTER ", "magister"),
        ("cafe digitaal", "cafe"),
        ("Parnas", "parnassys"),
        ("ms teams", "ms365"),
    ],
)
def test_a_name_or_other_name_is_matched_whatever_its_case_and_accents(name: str, key: str) -> None:
    found = INDEX.match(name)

    assert (found.kind, found.key) == (MatchKind.EXACT, key)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Magistr", "magister"),
        ("Magister 6", "magister"),
        ("Parnas Sys", "parnassys"),
        ("Somtoday (leerlingvolgsysteem)", "somtoday"),
        ("Zermello", "zermelo"),
    ],
)
def test_a_misspelt_name_is_matched_with_a_remark(name: str, key: str) -> None:
    found = INDEX.match(name)

    assert (found.kind, found.key) == (MatchKind.LIKELY, key)


def test_a_name_with_its_vendor_in_front_is_matched() -> None:
    assert INDEX.match("Topicus Onderwijs Somtoday", "Topicus Onderwijs B.V.").key == "somtoday"


def test_two_products_with_one_name_are_told_apart_by_their_vendor() -> None:
    assert INDEX.match("Connect", "Borel NV").key == "connect-b"
    assert INDEX.match("Connect").kind is MatchKind.CANDIDATES
    assert {one.key for one in INDEX.match("Connect").candidates} >= {"connect-a", "connect-b"}


def test_another_vendor_raises_doubt_but_the_owner_above_does_not() -> None:
    assert INDEX.match("Magister", "Heutink").other_vendor == "SchoolMaster B.V."
    assert INDEX.match("Magister", "Sanoma").other_vendor == ""


def test_a_misspelt_name_of_another_vendor_is_asked_instead_of_taken() -> None:
    assert INDEX.match("Magistr", "Heutink").kind is MatchKind.CANDIDATES


def test_another_number_is_another_product() -> None:
    assert INDEX.match("Office 2016").kind is MatchKind.CANDIDATES


def test_part_of_a_name_gives_candidates_with_score_and_vendor() -> None:
    found = INDEX.match("Microsoft 365")

    assert found.kind in (MatchKind.CANDIDATES, MatchKind.LIKELY)
    assert found.candidates[0].key == "ms365"
    assert found.candidates[0].vendor == "Microsoft"
    assert 0 < found.candidates[0].score < 100


def test_a_name_like_nothing_has_no_candidates() -> None:
    assert INDEX.match("Koffieautomaat").kind is MatchKind.NONE


def test_there_are_never_more_candidates_than_a_person_can_weigh() -> None:
    index = NameIndex([Named(f"p{number}", f"Rekenen groep {number}") for number in range(20)])

    assert len(index.match("Rekenen groep").candidates) == CANDIDATES


def test_variants_leave_out_brackets_vendor_and_version() -> None:
    assert {"magister", "magister 6"} <= set(variants("Iddink Magister 6 (LAS)", "Iddink"))


@given(st.text(max_size=80), st.text(max_size=40))
def test_no_name_crashes_the_index(name: str, vendor: str) -> None:
    found = INDEX.match(name, vendor)

    assert (found.key is not None) == (found.kind in (MatchKind.EXACT, MatchKind.LIKELY))


def test_a_misspelt_name_is_found_among_six_hundred_that_look_alike() -> None:
    index = NameIndex([Named(f"p{number}", f"Pakket {number * 7919} voor {number}") for number in range(600)])
    found = index.match("Paket 2375700 vor 300")
    assert "p300" in {found.key, *(one.key for one in found.candidates)}
