"""The steps of reading in one kind of file, as every door takes them: the pages, JSON and the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from swc.landscape.imports.batches import Batches
from swc.landscape.imports.read_files import ReadFile
from swc.landscape.imports.shapes import Counted, FilePreview


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What is done with one kind of file, from reading it to taking back what it did.

    `undo` is left out where what was done cannot be taken back as a whole; `reads` says in Dutch which files are read.
    """

    batches: Batches[Any, Any, FilePreview[Any, Any]]
    read: Callable[..., ReadFile[Any]]
    keep: Callable[..., UUID]
    choose: Callable[..., None]
    commit: Callable[..., Counted]
    undo: Callable[..., Counted] | None = None
    reads: str = "XLSX, ODS, XLS en CSV worden gelezen."
