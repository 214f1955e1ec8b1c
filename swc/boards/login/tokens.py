"""Secrets that a browser or a machine carries, of which the database keeps only the SHA-256.

A plain hash is enough here: the secrets are random of 256 bits, so they cannot be guessed back as passwords can.
"""

from __future__ import annotations

import hashlib
import secrets

TOKEN_BYTES = 32
"""Bytes of randomness in a secret: 256 bits (OWASP ASVS 5.0 V7.2.3 asks for at least 128)."""

LONGEST_TOKEN = 256
"""Characters beyond which a presented secret is not even hashed."""


def new_token() -> str:
    """Return a fresh secret of 256 random bits, safe in a URL, a header and a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """Return the SHA-256 of a secret, in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
