"""Sending mail: through the SMTP server of the settings, or (by default) into a folder as `.eml` files."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

import structlog

from api.settings import Settings

log = structlog.get_logger()

SECONDS = 30
"""How long to wait for the mail server."""


class MailRefusedError(Exception):
    """A message was not taken; nothing was sent."""


class Mailer(Protocol):
    """Something that takes a message to send."""

    def send(self, message: EmailMessage) -> None:
        """Send one message; raises `MailRefusedError` when it was not taken."""


class FolderMailer:
    """Keeps every message as a file (RFC 5322), for an installation without a mail server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write the message under its Message-ID."""
        name = str(message["Message-ID"]).strip("<>").replace("/", "-").replace("@", "-at-")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{name}.eml").write_bytes(message.as_bytes())
        except OSError as error:
            raise MailRefusedError(str(error)) from error


class SmtpMailer:
    """Hands every message to the SMTP server of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, message: EmailMessage) -> None:
        """Send over TLS from the start (`tls`), after STARTTLS (`starttls`), or in the clear (`none`)."""
        try:
            with self._connect() as server:
                if self._settings.smtp_user:
                    server.login(self._settings.smtp_user, self._settings.smtp_password.get_secret_value())
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise MailRefusedError(str(error)) from error

    def _connect(self) -> smtplib.SMTP:
        host, port, security = self._settings.smtp_host, self._settings.smtp_port, self._settings.smtp_security
        context = ssl.create_default_context()
        if security == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
        server = smtplib.SMTP(host, port, timeout=SECONDS)
        if security == "starttls":
            try:
                server.starttls(context=context)
            except (OSError, smtplib.SMTPException):
                server.close()
                raise
        return server


def mailer_for(settings: Settings) -> Mailer:
    """Return how this installation sends mail."""
    return SmtpMailer(settings) if settings.smtp_host else FolderMailer(settings.mail_dir)
