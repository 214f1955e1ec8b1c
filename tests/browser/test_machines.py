"""What machines do with the feeds: build a replica that stays equal, and get a signed message after a change."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Page, expect
from standardwebhooks import Webhook

from tests.browser.served import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

EDITOR = "sector@demo.example"
VENDOR = "fotoboom-b-v-fictief"
Message = tuple[dict[str, str], bytes]


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it gets, and says that it got it."""

    got: ClassVar[queue.Queue[Message]] = queue.Queue()

    def do_POST(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.got.put((headers, self.rfile.read(int(headers["content-length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """Return the address of a receiver on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/haak"
    server.shutdown()
    server.server_close()


def replay(demo: Demo, state: Path) -> str:
    """Read the feed of the catalogue as a stranger does, and return what was said."""
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", "feed", "replay", demo.address, "--state", str(state), "--verify"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"SWC_DATA_DIR": str(state.parent)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def move(page: Page, website: str) -> None:
    """Change a vendor of the catalogue by page."""
    page.goto(f"/leveranciers/{VENDOR}/wijzigen")
    page.get_by_label("Website").fill(website)
    page.get_by_role("main").get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("main")).to_contain_text(website)


def received(secret: str, subject: str) -> dict[str, Any]:
    """Return the first message about a subject; refuses one that was not signed with the secret."""
    while True:
        headers, body = Receiver.got.get(timeout=30)
        Webhook(secret).verify(body, headers)
        told: dict[str, Any] = json.loads(body)
        if told["subject"] == subject:
            return told


def test_a_change_by_page_reaches_a_replica_and_a_webhook(
    open_page: Callable[..., Page], busy_demo: Demo, address: str, tmp_path: Path
) -> None:
    page = open_page(busy_demo, scripts=False, email=EDITOR)
    state = tmp_path / "catalogus.json"
    assert "Gelijk aan een nieuwe momentopname." in replay(busy_demo, state)
    page.goto("/beheer/webhooks")
    page.get_by_label("Adres van de ontvanger").fill(address)
    page.get_by_role("button", name="Toevoegen").click()
    secret = page.get_by_role("status").locator("code").inner_text()

    move(page, "https://fotoboom.example/nieuw")

    told = received(secret, f"vendor/{VENDOR}")
    assert (told["specversion"], told["type"]) == ("1.0", "org.w3id.fora-swc.vendor.changed.v1")
    assert told["data"]["website"] == "https://fotoboom.example/nieuw"
    page.goto("/beheer/webhooks")
    page.get_by_role("link", name=address).click()
    expect(page.get_by_role("main")).to_contain_text("204")
    said = replay(busy_demo, state)
    assert not said.startswith("0 berichten")
    assert "Gelijk aan een nieuwe momentopname." in said
