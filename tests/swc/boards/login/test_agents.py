"""Browsers by the names that people know."""

from __future__ import annotations

import pytest

from swc.boards.login.agents import recognised

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/120.0.0.0 Safari/537.36", ("Chrome", "Linux")),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/120.0 Safari/537.36 Edg/120.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Windows NT 10.0; rv:120.0) Gecko/20100101 Firefox/120.0", ("Firefox", "Windows")),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) {WEBKIT} Version/17 Safari/605.1", ("Safari", "macOS")),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) {WEBKIT} Safari/604.1", ("Safari", "iPhone")),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/120.0 Safari/537.36", ("Chrome", "ChromeOS")),
        ("curl/8.0", ("", "")),
        ("", ("", "")),
    ],
)
def test_browser_and_system_are_recognised(agent: str, name: tuple[str, str]) -> None:
    assert recognised(agent) == name
