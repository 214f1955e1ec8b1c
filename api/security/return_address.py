"""Where to go after logging in: only ever a page of our own."""

from __future__ import annotations

from urllib.parse import urlsplit

_LONGEST = 2000
_NEVER = ("/inloggen", "/uitloggen", "/taal", "/api/")


def local_path(wanted: str, *, default: str = "/") -> str:
    """Return an address of this site that somebody asked to return to, or the default.

    Refused are other sites in every dress (two slashes, a backslash, a scheme), control characters that browsers drop,
    and addresses that log in or out (OWASP: unvalidated redirects).
    """
    if not wanted.startswith("/") or len(wanted) > _LONGEST or not wanted.isprintable():
        return default
    if wanted[1:2] in ("/", "\\") or "\\" in wanted or wanted.startswith(_NEVER):
        return default
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return default
    return default if parts.scheme or parts.netloc else wanted
