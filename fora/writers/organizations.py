"""The folders of an exchange file, for a model that knows only in which folder each thing lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fora.readers.model import RawItem


class Filed(Protocol):
    """A thing with an identifier and a folder."""

    @property
    def id(self) -> str:
        """Return the identifier."""

    @property
    def folder(self) -> tuple[str, ...]:
        """Return the names of the folders from the top."""


def from_folders(things: Sequence[Filed]) -> list[list[RawItem]]:
    """Return one tree of folders, in the order in which the things come; without any folder there is no tree."""
    if not any(one.folder for one in things):
        return []
    top: list[RawItem] = []
    folders: dict[tuple[str, ...], list[RawItem]] = {(): top}
    for one in things:
        _opened(one.folder, folders).append(RawItem(reference=one.id))
    return [top]


def _opened(path: tuple[str, ...], folders: dict[tuple[str, ...], list[RawItem]]) -> list[RawItem]:
    """Return what lies in a folder, made with those above it where it is new."""
    for depth in range(1, len(path) + 1):
        if path[:depth] not in folders:
            made = RawItem(label=path[depth - 1])
            folders[path[: depth - 1]].append(made)
            folders[path[:depth]] = made.items
    return folders[path]
