"""The round of mails: who gets one, what it says, and that nothing is told twice."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlmodel import Session

from api.digest_mail import send_digests
from api.mail import MailRefusedError
from api.settings import Settings
from swc.access.roles import Role
from swc.reminders.service import choose_mail
from tests.api.conftest import OneTransaction
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_agreement, make_use
from tests.factories.reminders import make_reader
from tests.personas import NOW, acting

TODAY = NOW.date()


class Pile:
    """Keeps what was sent; refuses everything while `full`."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []
        self.full = False

    def send(self, message: EmailMessage) -> None:
        """Keep or refuse a message."""
        if self.full:
            raise MailRefusedError("vol")
        self.sent.append(message)


@pytest.fixture
def pile() -> Pile:
    """Return where mail goes."""
    return Pile()


@pytest.fixture(autouse=True)
def landscape(session: Session) -> None:
    """Make a use with a review that passed and an agreement that ends."""
    make_board(session)
    make_product(session, "leerspoor", name="Leerspoor & Co", categories=("P05",))
    use = make_use(session, product="leerspoor")
    make_assessment(session, use_id=use.id, review_due=TODAY - timedelta(days=1))
    make_agreement(session, use, valid_until=TODAY + timedelta(days=20))


def test_a_mail_says_what_is_due_where_and_by_when(session: Session, settings: Settings, pile: Pile) -> None:
    make_reader(session)
    assert send_digests(OneTransaction(session), pile, settings) == 1
    (mail,) = pile.sent
    text = mail.get_content()
    assert mail["To"] == "anne@swc.test"
    assert "Dag Anne," in text
    assert "TE LAAT" in text
    assert "Leerspoor & Co (1 maart 2026)" in text
    assert "http://swc.test/besturen/41101/dpia/dossiers/" in text
    assert text.index("TE LAAT") < text.index("BINNENKORT")


def test_nothing_is_sent_twice_and_a_new_day_with_nothing_new_sends_nothing(
    session: Session, settings: Settings, pile: Pile
) -> None:
    make_reader(session)
    database = OneTransaction(session)
    send_digests(database, pile, settings)
    database.clock = lambda: NOW + timedelta(days=1)
    assert send_digests(database, pile, settings) == 0
    assert len(pile.sent) == 1


def test_a_date_that_passes_is_told_once_more(session: Session, settings: Settings, pile: Pile) -> None:
    make_reader(session)
    database = OneTransaction(session)
    send_digests(database, pile, settings)
    database.clock = lambda: NOW + timedelta(days=21)
    assert send_digests(database, pile, settings) == 1
    text = pile.sent[1].get_content()
    assert "overeenkomst" in text
    assert "Herzie" not in text


def test_a_refused_mail_is_tried_again(session: Session, settings: Settings, pile: Pile) -> None:
    make_reader(session)
    pile.full = True
    database = OneTransaction(session)
    assert send_digests(database, pile, settings) == 0
    pile.full = False
    assert send_digests(database, pile, settings) == 1
    assert "Herzie" in pile.sent[0].get_content()


def test_who_wants_no_mail_or_is_reminded_of_nothing_gets_none(
    session: Session, settings: Settings, pile: Pile
) -> None:
    choose_mail(session, wanted=False, by=acting(make_reader(session)))
    make_reader(session, "Bram", Role.READER)
    make_reader(session, "Fatima", active=False)
    assert send_digests(OneTransaction(session), pile, settings) == 0


def test_a_purchaser_reads_no_dpia_in_the_mail(session: Session, settings: Settings, pile: Pile) -> None:
    make_reader(session, "Petra", Role.PURCHASER)
    send_digests(OneTransaction(session), pile, settings)
    assert "dpia" not in pile.sent[0].get_content().lower()


def test_somebody_who_reads_english_gets_english(session: Session, settings: Settings, pile: Pile) -> None:
    make_reader(session, "Fiona", language="en")
    send_digests(OneTransaction(session), pile, settings)
    assert pile.sent[0]["Content-Language"] == "en"
    assert "OVERDUE" in pile.sent[0].get_content()
    assert "Dag " not in pile.sent[0].get_content()
