"""A served demo and a browser: the journeys of people, in headless Chromium on loopback.

`demo` is shared by all tests and only read, or changed in places that no other test looks at; a module that changes
more overrides it with `own_demo`, a demo of its own. Under pytest-xdist, `--dist loadgroup` keeps all browser tests on
one worker; without it every worker makes its own demo.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.served import Demo, Watch, served

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of a demo that was made and stopped, to start others from."""
    folder = tmp_path_factory.mktemp("made")
    with served(folder):
        return folder


@contextmanager
def _copied(made: Path, folder: Path, **settings: str) -> Iterator[Demo]:
    """Serve a copy of the demo; its graphs are written anew, because their addresses begin with its own."""
    for one in made.glob("swc.db*"):
        shutil.copy(one, folder)
    with served(folder, **settings) as demo:
        yield demo


@pytest.fixture(scope="session")
def shared_demo(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Return the demo that tests share."""
    with _copied(made, tmp_path_factory.mktemp("shared")) as demo:
        yield demo


@pytest.fixture(scope="session")
def busy_demo(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Return the demo that journeys change side by side, each elsewhere; it may send webhooks to this machine."""
    folder = tmp_path_factory.mktemp("busy")
    with _copied(made, folder, SWC_WEBHOOK_HTTP="true", SWC_WEBHOOK_HOSTS="127.0.0.1") as demo:
        yield demo


@pytest.fixture
def own_demo(made: Path, tmp_path: Path) -> Iterator[Demo]:
    """Return a demo as it was made, for one test alone."""
    with _copied(made, tmp_path) as demo:
        yield demo


@pytest.fixture
def demo(shared_demo: Demo) -> Demo:
    """Return the demo that the pages of a test are on; a module that changes much returns `own_demo` instead."""
    return shared_demo


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


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a way to open a page on a demo in a browser of its own; what a page should never do fails the test."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_on(demo: Demo, *, scripts: bool = True, email: str = "") -> Page:
        context = browser.new_context(base_url=demo.address, java_script_enabled=scripts, locale="nl-NL")
        context.set_default_timeout(20_000)
        watch = Watch(demo.address)
        watch.over(context)
        opened.append((context, watch))
        page = context.new_page()
        if email:
            demo.sign_in(page, email)
        return page

    yield open_on
    for context, _watch in opened:
        context.close()
    assert [text for _context, watch in opened for text in watch.wrong] == []


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def page(request: pytest.FixtureRequest, open_page: Callable[..., Page], demo: Demo) -> Page:
    """Return a fresh page on the demo, with and without JavaScript."""
    return open_page(demo, scripts=request.param)
