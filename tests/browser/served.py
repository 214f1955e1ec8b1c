"""A demo that runs as a stranger starts it, and the watch that is kept over its pages."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Response

START_SECONDS = 90.0
_REFUSED = re.compile(r"^Failed to load resource: the server responded with a status of 4\d\d")
"""What the console says of a page that refuses; the tests look at such pages on purpose."""


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo: its address, and the logins that it printed by e-mail address."""

    address: str
    logins: dict[str, str]

    def sign_in(self, page: Page, email: str) -> None:
        """Log in as somebody of the demo, by the form."""
        page.goto("/inloggen")
        page.get_by_label("E-mailadres").fill(email)
        page.get_by_label("Wachtwoord").fill(self.logins[email])
        page.get_by_role("main").get_by_role("button", name="Inloggen").click()
        page.get_by_role("button", name="Uitloggen").wait_for()


@dataclass
class Watch:
    """Everything a page should never do: errors, things from elsewhere, answers without a content policy."""

    address: str
    wrong: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a browser context; a breach of the content policy is an error in the console too."""
        context.on("console", lambda message: self._say(message.type, message.text))
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        context.on("response", self._answer)

    def _say(self, kind: str, text: str) -> None:
        if (kind == "error" and not _REFUSED.match(text)) or "Content Security Policy" in text:
            self.wrong.append(text)

    def _answer(self, answer: Response) -> None:
        if not answer.url.startswith(self.address):
            self.wrong.append(f"asked from elsewhere: {answer.url}")
        elif "default-src 'none'" not in answer.headers.get("content-security-policy", ""):
            self.wrong.append(f"no content policy: {answer.url}")
        elif answer.status >= 500:
            self.wrong.append(f"{answer.status}: {answer.url}")


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[Demo]:
    """Start `swc demo` on a data folder as a stranger would, and wait until it answers; `settings` go beside it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = (
        os.environ | {"SWC_DATA_DIR": str(folder), "SWC_PUBLIC_BASE_URL": address, "SWC_PORT": str(port)} | settings
    )
    environment.pop("SWC_DATABASE_URL", None)
    output = folder / "output"
    with output.open("w") as handle:
        process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "demo"], env=environment, stdout=handle, stderr=subprocess.STDOUT
        )
    try:
        _wait(address, process, output)
        yield Demo(address, dict(re.findall(r"(\S+@\S+)\s+(\S+)", output.read_text())))
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, output.read_text()
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(output.read_text())
