"""Cursors: where a reader is in a feed, opaque to the reader and checked when it comes back.

A cursor names the last entry that was read by its number and by a mark that only that entry of that feed has. So one
of another feed, a mangled one and one from before a restore are refused instead of silently skipping entries.
"""

from __future__ import annotations

import binascii
import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime

from sqlmodel import Session

from swc.errors import InvalidInputError, Problem
from swc.procurement.feed.queries import mark_of, seq_before
from swc.procurement.feed.schemas import FeedScope

_MARK = 10
_LONGEST = 60
_HIGHEST = 2**31 - 1


def cursor_of(scope: FeedScope, seq: int, mark: str) -> str:
    """Return the cursor after an entry; `mark` is the hexadecimal id of that entry."""
    return urlsafe_b64encode(f"{seq}.{_digest(scope, seq, mark)}".encode()).decode().rstrip("=")


def cursor_at(session: Session, scope: FeedScope, seq: int) -> str:
    """Return the cursor after a number; empty text for the start of a feed."""
    mark = mark_of(session, scope, seq) if seq else None
    return cursor_of(scope, seq, mark) if mark else ""


def position(session: Session, scope: FeedScope, *, cursor: str = "", since: datetime | None = None) -> int:
    """Return the number after which to read: that of the cursor, else the moment's, else 0 for all there ever was.

    Raises `InvalidInputError` for a cursor that this feed did not give.
    """
    if not cursor:
        return seq_before(session, scope, since) if since else 0
    seq, digest = _parts(cursor)
    mark = mark_of(session, scope, seq) if seq else None
    if mark is None or digest != _digest(scope, seq, mark):
        raise _unknown()
    return seq


def _parts(cursor: str) -> tuple[int, str]:
    """Return number and digest of a cursor."""
    try:
        if len(cursor) > _LONGEST:
            raise _unknown()
        text = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
        number, _, digest = text.partition(".")
        seq = int(number)
    except (ValueError, binascii.Error):
        raise _unknown() from None
    if not 0 < seq <= _HIGHEST:
        raise _unknown()
    return seq, digest


def _digest(scope: FeedScope, seq: int, mark: str) -> str:
    return hashlib.sha256(f"{scope.path}|{seq}|{mark}".encode()).hexdigest()[:_MARK]


def _unknown() -> InvalidInputError:
    problem = Problem(
        "cursor",
        "Deze cursor hoort niet bij deze berichtenstroom.",
        "Begin opnieuw met een momentopname (snapshot) en lees vanaf de cursor die daarin staat.",
    )
    return InvalidInputError("Vanaf deze plek kan niet worden gelezen.", problems=(problem,))
