"""The daily digest as a mail, and the round that sends it: nothing is told twice, and a refused mail is tried again."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import groupby

import structlog
from babel.dates import format_date

from api.db import Database
from api.i18n import language, translate, translate_plural
from api.mail import Mailer, MailRefusedError
from api.settings import Settings
from swc.access.kinds import SYSTEM, Act
from swc.reminders.kinds import Urgency
from swc.reminders.queries import digest, readers, told
from swc.reminders.rules import notice, untold
from swc.reminders.schemas import Digest, DueItem
from swc.reminders.service import claim, release

log = structlog.get_logger()

HEADINGS: dict[Urgency, str] = {
    Urgency.OVERDUE: "Te laat",
    Urgency.SOON: "Binnenkort",
    Urgency.UNDATED: "Wacht op u",
    Urgency.LATER: "Later",
}


def send_digests(database: Database, mailer: Mailer, settings: Settings) -> int:
    """Mail everybody what is due and was not told before; return how many mails went out.

    What a mail tells is remembered before it goes out, each in a transaction of its own: a crash between the two can
    lose a mail (the page still shows it all) but never sends one twice. A refusal by the mail server takes that back.
    """
    now = database.clock()
    by = Act(SYSTEM, now)
    with database.read() as session:
        known: dict[str, tuple[DueItem, ...]] = {}
        found = [digest(session, reader, by.today, known) for reader in readers(session) if reader.by_mail]
        before = told(session, [one.person_id for one in found])
    sent = 0
    for one in found:
        news = untold(one.items, before.get(one.person_id, frozenset()))
        if not news or not one.email:
            continue
        with database.write() as session:
            claim(session, one.person_id, news, by=by)
        try:
            mailer.send(message(one.model_copy(update={"items": news}), settings, by=by))
        except MailRefusedError as refusal:
            log.warning("digest.refused", person=str(one.person_id), why=str(refusal))
            with database.write() as session:
                release(session, one.person_id, news)
            continue
        sent += 1
    return sent


def message(found: Digest, settings: Settings, *, by: Act) -> EmailMessage:
    """Return the mail of a digest, in the language of its reader; the same digest has the same Message-ID."""
    token = language.set(found.language)
    try:
        mail = EmailMessage()
        count = len(found.items)
        mail["Subject"] = translate_plural(
            "%(count)s ding vraagt uw aandacht", "%(count)s dingen vragen uw aandacht", count, count=count
        )
        mail["From"] = settings.mail_from
        mail["To"] = found.email
        mail["Date"] = format_datetime(by.now)
        mail["Message-ID"] = _message_id(found, settings)
        mail["List-Unsubscribe"] = f"<{settings.public_base_url}/mijn-dag#mail>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content("\n".join(_lines(found, settings)))
        mail["Content-Language"] = found.language
        return mail
    finally:
        language.reset(token)


def _lines(found: Digest, settings: Settings) -> list[str]:
    lines = [translate("Dag %(name)s,", name=found.person_name), ""]
    for urgency, items in groupby(found.items, key=lambda one: one.urgency):
        lines += [translate(HEADINGS[urgency]).upper(), ""]
        for board, of_board in groupby(items, key=lambda one: one.board_name):
            lines += [board, *(line for one in of_board for line in _item(one, settings)), ""]
    address = f"{settings.public_base_url}/mijn-dag"
    lines += [
        translate("Alles bij elkaar: %(address)s", address=address),
        translate("Wilt u deze mail niet meer? Zet hem daar uit."),
        "",
    ]
    return lines


def _item(one: DueItem, settings: Settings) -> list[str]:
    due = format_date(one.due, "d MMMM y", locale=language.get()) if one.due else ""
    first = f"- {one.about}" + (f" ({due})" if due else "")
    return [first, f"  {translate(one.text, **one.params)}", f"  {settings.public_base_url}{one.page}"]


def _message_id(found: Digest, settings: Settings) -> str:
    told_now = "\n".join((str(found.person_id), *sorted(notice(one) for one in found.items)))
    host = settings.public_base_url.split("://", 1)[-1].split("/")[0].split(":")[0]
    return f"<{found.day.isoformat()}.{hashlib.sha256(told_now.encode()).hexdigest()[:24]}@{host}>"
