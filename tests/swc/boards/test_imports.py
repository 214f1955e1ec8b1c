"""DUO's files in: whole or not at all, and the second time nothing."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.boards.duo.reader import SourceFile
from swc.boards.duo.reports import Counts, ImportReport
from swc.boards.imports import SHOWN_PROBLEMS, import_boards
from swc.boards.kinds import Sector
from swc.boards.models import Board, School, Site
from swc.boards.queries import board_detail
from swc.errors import InvalidInputError, NotAllowedError
from tests.factories.boards import make_board, make_school
from tests.personas import ADMIN, ANONYMOUS, BOARD_A, CARLA, SACHA, acting

BOARDS = (
    "BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;KVK-NUMMER\n"
    "41101;Stichting De Linde;Laan;1;8011AB;Zwolle;1234567\n"
    "502;Scholengroep Zuid-Café;Markt;2;4811AA;Breda;\n"
)
SCHOOLS = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;INSTELLINGSNAAM;PLAATSNAAM\n"
    "Overijssel;41101;11XA;Basisschool De Eik;Zwolle\n"
    "Overijssel;41101;12XB;Basisschool De Beuk;Zwolle\n"
)
SITES = (
    "BEVOEGD GEZAG NUMMER,INSTELLINGSCODE,VESTIGINGSCODE,VESTIGINGSNAAM,STRAATNAAM,PLAATSNAAM,ONDERWIJSSTRUCTUUR\n"
    '00502,16XC,16XC03,"Lyceum Zuid, bijlocatie",Plein,Breda,HAVO/VWO\n'
    "00502,16XC,16XC00,Lyceum Zuid,Plein,Breda,HAVO/VWO\n"
)
PUPILS = "INSTELLINGSCODE;VESTIGINGSCODE;TOTAAL\n11XA;00;120\n12XB;00;<5\n12XB;01;30\n99ZZ;00;800\n"
FILES = (
    SourceFile("leerlingen-po.csv", PUPILS.encode()),
    SourceFile("02.-alle-vestigingen-vo.csv", SITES.encode("utf-8-sig")),
    SourceFile("01.-hoofdvestigingen-basisonderwijs.csv", SCHOOLS.encode()),
    SourceFile("besturen.csv", BOARDS.encode("cp1252")),
)


def take_in(session: Session, *files: SourceFile, sector: Sector | None = None) -> ImportReport:
    """Import some files as the sector editor."""
    return import_boards(session, files, sector=sector, by=acting(SACHA))


def file(name: str, text: str) -> SourceFile:
    """Return a file of some text."""
    return SourceFile(name, text.encode())


def test_files_in_any_order_become_boards_schools_sites_and_pupils(session: Session) -> None:
    report = take_in(session, *FILES)
    assert (report.boards, report.schools, report.sites) == (Counts(new=2), Counts(new=3), Counts(new=2))
    assert (report.pupils, report.unknown_schools) == (Counts(changed=2), 1)
    linde, zuid = board_detail(session, BOARD_A), board_detail(session, "00502")
    assert linde is not None
    assert zuid is not None
    assert (linde.sector, linde.kvk_number, linde.postcode, linde.city) == (Sector.PO, "01234567", "8011 AB", "Zwolle")
    assert [(school.name, school.pupils, school.pupils_at_least) for school in linde.schools] == [
        ("Basisschool De Beuk", 30, True),
        ("Basisschool De Eik", 120, False),
    ]
    assert (zuid.name, zuid.sector) == ("Scholengroep Zuid-Café", Sector.VO)
    assert [(school.name, len(school.sites)) for school in zuid.schools] == [("Lyceum Zuid", 2)]


def test_the_same_files_again_change_nothing(session: Session) -> None:
    take_in(session, *FILES)
    before = [row.model_dump() for table in (Board, School, Site) for row in session.exec(select(table))]
    events = len(session.exec(select(Event)).all())
    report = take_in(session, *FILES)
    assert (report.boards, report.schools, report.sites) == (
        Counts(unchanged=2),
        Counts(unchanged=3),
        Counts(unchanged=2),
    )
    assert report.pupils == Counts(unchanged=2)
    assert len(session.exec(select(Event)).all()) == events
    assert [row.model_dump() for table in (Board, School, Site) for row in session.exec(select(table))] == before


def test_one_file_at_a_time_gives_the_same_as_all_at_once(session: Session) -> None:
    for one in reversed(FILES):
        take_in(session, one)
    assert all(take_in(session, *FILES).model_dump()[kind]["unchanged"] for kind in ("boards", "schools", "sites"))


def test_each_board_gets_one_event_that_says_what_changed(session: Session) -> None:
    take_in(session, *FILES)
    changed = BOARDS.replace("Stichting De Linde", "Stichting De Lindeboom")
    report = take_in(session, file("besturen.csv", changed), file("bo.csv", SCHOOLS.replace("De Eik", "De Es")))
    assert (report.boards, report.schools) == (Counts(changed=1, unchanged=1), Counts(changed=1, unchanged=1))
    *_, last = session.exec(select(Event).order_by(Event.seq)).all()
    assert (last.kind, last.board_number) == ("board.imported", BOARD_A)
    assert last.before == {"name": "Stichting De Linde", "school 11XA": {"name": "Basisschool De Eik"}}
    assert last.after == {"name": "Stichting De Lindeboom", "school 11XA": {"name": "Basisschool De Es"}}
    assert session.get_one(Board, BOARD_A).row_version == 2


def test_what_the_files_do_not_mention_stays(session: Session) -> None:
    make_board(session, number="99999", name="Buiten beeld")
    make_school(session, brin="99XX", board_number="99999")
    assert take_in(session, *FILES).not_mentioned == 1
    assert session.get(School, "99XX") is not None


def test_a_school_that_moves_is_told_at_both_boards(session: Session) -> None:
    take_in(session, *FILES)
    take_in(session, file("bo.csv", SCHOOLS.replace("41101;12XB", "00502;12XB")))
    assert session.get_one(School, "12XB").board_number == "00502"
    events = session.exec(select(Event).order_by(Event.seq)).all()[-2:]
    assert [event.board_number for event in events] == ["00502", BOARD_A]
    assert all("school 12XB" in (event.after or {}) for event in events)


def test_a_board_with_schools_of_two_sectors_becomes_mixed_and_stays_so(session: Session) -> None:
    take_in(session, *FILES)
    both = file("01.-hoofdvestigingen-basisonderwijs.csv", SCHOOLS.replace("41101;12XB", "00502;12XB"))
    take_in(session, both)
    take_in(session, *FILES[1:])
    assert session.get_one(Board, "00502").sector is Sector.MIXED


def test_a_sector_can_be_told_where_the_file_does_not(session: Session) -> None:
    take_in(session, FILES[3], file("x.csv", SCHOOLS), sector=Sector.SO)
    assert session.get_one(School, "11XA").sector is Sector.SO


def test_a_file_that_does_not_tell_the_sector_leaves_a_known_one_alone(session: Session) -> None:
    take_in(session, *FILES)
    report = take_in(session, file("x.csv", SCHOOLS))
    assert report.schools == Counts(unchanged=2)


def test_one_wrong_row_leaves_everything_as_it_was(session: Session) -> None:
    broken = SCHOOLS + "Overijssel;41101;13;Basisschool De Iep;Zwolle\nOverijssel;77777;14XD;De Olm;Zwolle\n"
    with pytest.raises(InvalidInputError) as refused:
        take_in(session, FILES[3], file("bo.csv", broken))
    assert [problem.where for problem in refused.value.problems] == [
        "bo.csv, regel 4, kolom INSTELLINGSCODE",
        "bo.csv, regel 5",
    ]
    assert "Lees het DUO-bestand met bevoegde gezagen mee in." in str(refused.value)
    assert session.exec(select(Board)).all() == []
    assert session.exec(select(Event)).all() == []


def test_sites_alone_of_an_unknown_board_are_refused(session: Session) -> None:
    with pytest.raises(InvalidInputError, match="Bestuur 00502 is niet bekend"):
        take_in(session, FILES[1])


def test_every_unreadable_file_is_told_at_once(session: Session) -> None:
    with pytest.raises(InvalidInputError) as refused:
        take_in(session, file("a.csv", "x"), FILES[3], file("b.csv", "y"))
    assert [problem.where for problem in refused.value.problems] == ["a.csv", "b.csv"]


def test_a_file_that_is_wrong_throughout_tells_the_first_errors_and_how_many_more(session: Session) -> None:
    rows = "".join(f"{n};\n" for n in range(200))
    with pytest.raises(InvalidInputError) as refused:
        take_in(session, file("b.csv", "BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM\n" + rows))
    assert len(refused.value.problems) == SHOWN_PROBLEMS + 1
    assert "En nog 100 andere fouten." in str(refused.value)


@pytest.mark.parametrize("actor", [CARLA, ADMIN, ANONYMOUS])
def test_only_who_keeps_the_sector_imports_boards(session: Session, actor: Actor) -> None:
    with pytest.raises(NotAllowedError):
        import_boards(session, FILES, by=acting(actor))


def test_text_of_a_file_is_data_and_nothing_else(session: Session) -> None:
    name = "=cmd|'/c calc'!A1 <script>alert(1)</script>'; DROP TABLE board; --"
    take_in(session, file("b.csv", f'BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM\n41101;"{name}"\n'))
    assert session.get_one(Board, BOARD_A).name == name
