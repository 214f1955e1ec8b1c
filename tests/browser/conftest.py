"""A served demo and a browser: the journeys of people, in headless Chromium on loopback."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

START_SECONDS = 90.0
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo: its address, and the logins that it printed by e-mail address."""

    address: str
    logins: dict[str, str]


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Start `swc demo` as a stranger would and wait until it answers."""
    folder = tmp_path_factory.mktemp("demo")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {"SWC_DATA_DIR": str(folder), "SWC_PUBLIC_BASE_URL": address, "SWC_PORT": str(port)}
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
            time.sleep(0.2)
        else:
            return
    raise AssertionError(output.read_text())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return headless Chromium; where there is none CI fails and a developer is told in one line."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        message = "Chromium is not on this machine; the browser journeys need it"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def page(request: pytest.FixtureRequest, browser: Browser, demo: Demo) -> Iterator[Page]:
    """Return a fresh page on the demo, with and without JavaScript; an error in the console fails the test."""
    context = browser.new_context(base_url=demo.address, java_script_enabled=request.param, locale="nl-NL")
    found = context.new_page()
    wrong: list[str] = []
    found.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    found.on("pageerror", lambda error: wrong.append(str(error)))
    yield found
    context.close()
    assert [text for text in wrong if "404" not in text and "400" not in text] == []
