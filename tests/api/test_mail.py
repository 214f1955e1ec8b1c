"""Mail goes to a folder by default, and over SMTP when a server is set."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pydantic import SecretStr

from api.mail import FolderMailer, MailRefusedError, SmtpMailer, mailer_for
from api.settings import Settings


def letter() -> EmailMessage:
    """Return a message."""
    found = EmailMessage()
    found["Subject"] = "3 dingen vragen uw aandacht"
    found["From"] = "noreply@swc.test"
    found["To"] = "anne@swc.test"
    found["Message-ID"] = "<2026-03-02.abc@swc.test>"
    found.set_content("Herzie de beoordeling – vóór maart.")
    return found


class Inbox:
    """What a mail server took; refuses everybody at `vol.test`."""

    def __init__(self) -> None:
        self.taken: list[Any] = []

    async def handle_RCPT(  # noqa: N802 - the name that the library looks for
        self,
        _server: object,
        _session: object,
        envelope: Any,  # noqa: ANN401
        address: str,
        _options: object,
    ) -> str:
        """Take or refuse a recipient."""
        if address.endswith("@vol.test"):
            return "552 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: ANN401, N802
        """Keep a message."""
        self.taken.append(envelope)
        return "250 OK"


@pytest.fixture
def inbox() -> Inbox:
    """Return what the server takes."""
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Iterator[Controller]:
    """Return a mail server on loopback, on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    found = Controller(inbox, hostname="127.0.0.1", port=port)
    found.start()
    yield found
    found.stop()


def smtp(server: Controller, **other: Any) -> Settings:  # noqa: ANN401 - settings
    """Return the settings that lead to a server."""
    return Settings(smtp_host="127.0.0.1", smtp_port=server.port, **{"smtp_security": "none", **other})


def test_without_a_mail_server_a_mail_becomes_a_file(tmp_path: Path) -> None:
    mailer = mailer_for(Settings(data_dir=tmp_path))
    assert isinstance(mailer, FolderMailer)
    mailer.send(letter())
    (kept,) = (tmp_path / "mail").iterdir()
    read = message_from_bytes(kept.read_bytes(), policy=policy.default)
    assert read["Subject"] == "3 dingen vragen uw aandacht"
    assert "vóór maart" in read.get_content()


def test_the_same_mail_sent_again_is_one_file(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path)
    mailer.send(letter())
    mailer.send(letter())
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_written_refuses(tmp_path: Path) -> None:
    taken = tmp_path / "mail"
    taken.write_text("a file, not a folder")
    with pytest.raises(MailRefusedError):
        FolderMailer(taken).send(letter())


def test_a_mail_server_gets_the_mail(server: Controller, inbox: Inbox) -> None:
    mailer = mailer_for(smtp(server))
    assert isinstance(mailer, SmtpMailer)
    mailer.send(letter())
    assert inbox.taken[0].rcpt_tos == ["anne@swc.test"]
    assert b"Message-ID: <2026-03-02.abc@swc.test>" in inbox.taken[0].content


def test_a_refused_recipient_a_closed_port_and_a_server_without_tls_refuse(server: Controller, inbox: Inbox) -> None:
    full = letter()
    full.replace_header("To", "anne@vol.test")
    settings = smtp(server)
    closed = settings.model_copy(update={"smtp_port": 1})
    for mailer, message in (
        (SmtpMailer(settings), full),
        (SmtpMailer(closed), letter()),
        (SmtpMailer(smtp(server, smtp_security="starttls")), letter()),
        (SmtpMailer(smtp(server, smtp_user="swc", smtp_password=SecretStr("geheim"))), letter()),
    ):
        with pytest.raises(MailRefusedError):
            mailer.send(message)
    assert inbox.taken == []


def test_the_password_of_the_mail_server_does_not_show() -> None:
    assert "geheim" not in repr(Settings(smtp_password=SecretStr("geheim")))
