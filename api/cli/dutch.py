"""Puts the frame that typer draws around help and errors in Dutch, like the texts of the commands themselves."""

from __future__ import annotations

from typer import rich_utils

FRAME: dict[str, str] = {
    "ARGUMENTS_PANEL_TITLE": "Argumenten",
    "OPTIONS_PANEL_TITLE": "Opties",
    "COMMANDS_PANEL_TITLE": "Opdrachten",
    "ERRORS_PANEL_TITLE": "Dit lukt niet",
    "REQUIRED_LONG_STRING": "[verplicht]",
    "DEFAULT_STRING": "[standaard: {}]",
    "ABORTED_TEXT": "Afgebroken.",
    "RICH_HELP": "Zie [blue]'{command_path} {help_option}'[/] voor uitleg.",
}
"""The names in `typer.rich_utils` and their Dutch text; the sentences of usage errors are typer's own."""


def speak_dutch() -> None:
    """Set the titles and remarks that typer draws; done once, before a command runs."""
    for name, text in FRAME.items():
        setattr(rich_utils, name, text)
