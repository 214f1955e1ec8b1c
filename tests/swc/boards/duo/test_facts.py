"""From rows to facts: put right where that is safe, told by row and column where it is not."""

from __future__ import annotations

from swc.boards.duo.facts import Facts, gather
from swc.boards.duo.reader import SourceFile, read

BOARDS = "BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;KVK-NUMMER;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;TELEFOONNUMMER\n"
SITES = "BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;PLAATSNAAM;ONDERWIJSSTRUCTUUR\n"
PUPILS = "INSTELLINGSCODE;VESTIGINGSCODE;TOTAAL\n"


def facts(*texts: str) -> Facts:
    """Gather the facts of some files."""
    return gather(read(SourceFile(f"{n}.csv", text.encode())) for n, text in enumerate(texts, start=1))


def told(found: Facts) -> list[tuple[str, str]]:
    """Return the places and sentences of the problems."""
    return [(problem.where, str(problem).removeprefix(f"{problem.where}: ")) for problem in found.problems]


def test_a_board_is_put_right() -> None:
    found = facts(BOARDS + "123;De Linde;1234567;Laan;12-a;8011ab;381234567\n")
    assert found.problems == []
    assert found.boards["00123"].values == {
        "name": "De Linde",
        "kvk_number": "01234567",
        "street": "Laan 12-a",
        "postcode": "8011 AB",
        "phone": "0381234567",
    }


def test_each_wrong_cell_is_told_with_file_row_and_column() -> None:
    found = facts(BOARDS + "41101;De Linde;;;;;\nx;;99;;;80\n")
    assert told(found) == [
        ("1.csv, regel 3, kolom BEVOEGD GEZAG NUMMER", "“x” klopt niet. Een bestuursnummer heeft vijf cijfers."),
        ("1.csv, regel 3, kolom BEVOEGD GEZAG NAAM", "De naam ontbreekt."),
        ("1.csv, regel 3, kolom POSTCODE", "“80” klopt niet. Een postcode bestaat uit vier cijfers en twee letters."),
    ]


def test_a_site_is_known_by_its_whole_code_or_its_two_digits() -> None:
    found = facts(SITES + "41101;16XA;16XA00;Hoofd;Breda;HAVO\n41101;16XA;1;Bij;Breda;HAVO\n")
    assert sorted(found.sites) == ["16XA00", "16XA01"]
    assert found.problems == []


def test_a_site_of_another_school_and_a_school_of_two_boards_are_told() -> None:
    found = facts(SITES + "41101;16XA;17XB00;Hoofd;;\n41101;16XA;00;Hoofd;;\n41102;16XA;01;Bij;;\n")
    assert [where.rpartition("kolom ")[2] for where, _ in told(found)] == ["VESTIGINGSCODE", "BEVOEGD GEZAG NUMMER"]


def test_the_same_row_twice_is_one_and_a_different_one_is_told() -> None:
    same = "41101;16XA;00;Hoofd;Breda;\n"
    assert facts(SITES + same + same).problems == []
    ((where, sentence),) = told(facts(SITES + same + "41101;16XA;00;Anders;Breda;\n"))
    assert where.startswith("1.csv, regel 3")
    assert sentence == "16XA00 staat ook op regel 2, met andere gegevens."


def test_of_two_files_the_later_one_counts() -> None:
    found = facts(BOARDS + "41101;Oud;;;;;\n", BOARDS + "41101;Nieuw;;;;;\n")
    assert found.problems == []
    assert found.boards["41101"].values["name"] == "Nieuw"


def test_pupils_add_up_over_sites_and_a_masked_part_is_remembered() -> None:
    found = facts(PUPILS + "16XA;00;1.234\n16XA;01;<5\n17XB;00;<5\n18XC;00;0\n18XC;01;\n")
    assert {brin: (one.known, one.masked) for brin, one in found.pupils.items()} == {
        "16XA": (1234, True),
        "17XB": (0, True),
        "18XC": (0, False),
    }
    assert told(facts(PUPILS + "16XA;00;veel\n"))[0][1] == "“veel” is geen aantal."
