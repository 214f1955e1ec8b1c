"""A release of the reference architecture as an exchange file, for people of an installation that imported it.

FORA states no licence, so the file it was read from goes only to people who logged in, never to the public.
"""

from __future__ import annotations

from sqlmodel import Session

from fora import release, starter
from fora.kinds import SourceFormat
from fora.readers import read_bytes
from fora.writers.ameff import Written, write
from swc.access.kinds import Act
from swc.errors import NotFoundError, UnauthenticatedError
from swc.landscape.releases import open_release


def release_file(session: Session, version: str, *, by: Act) -> Written:
    """Return a release that the actor may see as an exchange file, read again from the file that came in.

    Raises `UnauthenticatedError` for who did not log in, `NotFoundError` for a release that is not there and for who
    only speaks for a vendor: FORA states no licence, so a model stays with the people of boards and the sector.
    """
    if not (by.actor.key or by.actor.system):
        raise UnauthenticatedError("Log eerst in, of stuur een API-sleutel mee.")
    if by.actor.only_vendor:
        raise NotFoundError("Deze pagina bestaat niet.")
    known = open_release(session, version, by=by)
    if known.source_format is SourceFormat.STARTER:
        return write(starter.reading().model)
    name, content = release.source_of(session, version)
    return write(read_bytes(content, name).model)
