"""A file as it was read, before anything of the catalogue or the board is known of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Generic, TypeVar

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class ReadFile(Generic[Content]):
    """What stands in a file, its name and what tells it apart."""

    content: Content
    file_name: str
    sha256: str


def read_as(found: Content, file_name: str, content: bytes) -> ReadFile[Content]:
    """Return what was found in a file."""
    return ReadFile(found, file_name[:200], hashlib.sha256(content).hexdigest())
