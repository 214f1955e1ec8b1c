"""Where a thing is shown and whose it is: from the kind and key in its IRI to a page and a board.

What belongs to a board is found only by who may read that board; for everybody else it does not exist.
"""

from __future__ import annotations

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.subjects import board_of_subject

_PUBLIC_PAGES = {
    "vendor": "/leveranciers/{key}",
    "product": "/producten/{key}",
    "fora": "/fora/elementen/{key}",
    "rule": "/regels/{key}",
    "release": "/fora/releases/{key}",
    "central-dpia": "/centrale-dpias/{key}",
    "query": "/sparql-vragen/{key}",
    "mapping": "/begrippen/mappings/{key}",
}
_BOARD_PAGES = {
    "use": "/besturen/{board}/applicaties/{key}",
    "coupling": "/besturen/{board}/applicaties",
    "agreement": "/besturen/{board}/overeenkomsten/{key}",
    "contract": "/besturen/{board}/contracten/{key}",
    "assessment": "/besturen/{board}/dpia",
    "processing": "/besturen/{board}/register/{key}",
    "flag": "/besturen/{board}/signalen/{key}",
    "school": "/besturen/{board}",
    "site": "/besturen/{board}",
}


def page_of(session: Session, act: Act, kind: str, key: str) -> str | None:
    """Return the page that tells about a thing, or nothing when there is none for this actor."""
    if kind in _PUBLIC_PAGES:
        return _public_page(kind, key)
    board_number = board_of(session, act, kind, key)
    if board_number is None:
        return None
    return _BOARD_PAGES.get(kind, "/besturen/{board}").format(board=board_number, key=_place(kind, key))


def _place(kind: str, key: str) -> str:
    """Return the key as a page has it: a version is a page of its own, what hangs below a version a place on it."""
    if kind != "processing":
        return key
    version, part = key.split("/")[:2], key.split("/")[2:3]
    return "/".join(version) + "".join(f"#{name}" for name in part)


def _public_page(kind: str, key: str) -> str:
    """Return the page of a public thing; what hangs under it (`<key>/version/3`) is a place on that page."""
    own, _, part = key.partition("/")
    if kind == "central-dpia" and part:  # a version is a page of its own
        number, _, part = part.partition("/")
        own = f"{own}/{number}"
    page = _PUBLIC_PAGES[kind].format(key=own)
    return f"{page}#{part.replace('/', '-')}" if part else page


def board_of(session: Session, act: Act, kind: str, key: str) -> str | None:
    """Return the board a thing belongs to; nothing for what is public or not the actor's to read."""
    if kind == "board":
        found: str | None = key
    elif kind in _BOARD_PAGES:
        whole = key.partition("/")[0] if kind == "processing" else key
        found = board_of_subject(session, SubjectKind(kind), whole)
    else:
        found = None
    return found if found is not None and act.actor.may(Right.READ_BOARD, found) else None
