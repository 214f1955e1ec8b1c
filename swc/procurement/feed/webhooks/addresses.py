"""Which addresses a webhook may lead to: the public internet over https, unless the installation allows more; pure."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

from swc.errors import InvalidInputError, Problem

_PORTS: Final = {"https": 443, "http": 80}
_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""IPv4 behind a translator (RFC 6052): what counts is the address inside."""
_UNICAST: Final = IPv6Network("2000::/3")
"""All that is given out of IPv6; what is outside may be led to IPv4 inside (RFC 4291, 6145 and 8215)."""
_EXAMPLES: Final = IPv6Network("3fff::/20")
"""Set apart for documentation (RFC 9637)."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the installation allows beyond https to public addresses: plain http, and networks or hosts by name."""

    http: bool = False
    hosts: frozenset[str] = frozenset()
    networks: tuple[str, ...] = ()

    def covers(self, address: IPv4Address | IPv6Address) -> bool:
        """Say whether an address stands in a network that is allowed by setting."""
        return any(address in ip_network(one) for one in self.networks)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a webhook leads to, taken apart."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Return the host as the header `Host` has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str, allowed: Allowance) -> Target:
    """Return where an address leads to; raises `InvalidInputError` for one that a webhook may not have.

    Refused are other schemes than https (or http where allowed), other ports than theirs unless the host is allowed by
    setting, user names in the address, and hosts that are a private address as they stand.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused("Dit is geen webadres.", "Begin met https://.") from None
    host = (parts.hostname or "").rstrip(".").lower()
    if parts.scheme not in _PORTS or not host or (parts.scheme == "http" and not allowed.http):
        raise _refused("Een webhook gaat over https.", "Begin met https://.")
    if parts.username or parts.password or parts.fragment:
        raise _refused("In dit adres staat iets dat daar niet hoort.", "Laat gebruikersnaam, wachtwoord en # weg.")
    if not url.isascii() or any(sign.isspace() or ord(sign) < ord(" ") for sign in url):
        raise _refused(
            "In dit adres staan tekens die niet mogen.", "Schrijf ze met procenttekens, de host in punycode."
        )
    target = Target(parts.scheme, host, port or _PORTS[parts.scheme], _path(parts.path, parts.query))
    if target.port != _PORTS[target.scheme] and target.host not in allowed.hosts:
        raise _refused("Deze poort mag niet.", "Gebruik de gewone poort van https, of vraag de beheerder.")
    _refuse_private_literal(target, allowed)
    return target


def may_connect(address: str, target: Target, allowed: Allowance) -> bool:
    """Say whether a resolved address may be connected to: a public one, or one that the installation allows."""
    found = inner(ip_address(address.partition("%")[0]))
    if allowed.covers(found):
        return True
    return target.host in allowed.hosts or _is_public(found)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    given_out = address.version == 4 or (address in _UNICAST and address not in _EXAMPLES)  # noqa: PLR2004 - of the protocol
    return given_out and address.is_global and not address.is_multicast


def inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address inside an IPv6 one (mapped, translated or 6to4), or the address itself."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address.sixtofour is not None:
            return address.sixtofour
        if address in _TRANSLATED:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _path(path: str, query: str) -> str:
    return (path or "/") + (f"?{query}" if query else "")


def _refuse_private_literal(target: Target, allowed: Allowance) -> None:
    try:
        ip_address(target.host)
    except ValueError:
        if target.host == "localhost" and target.host not in allowed.hosts:
            raise _refused("Dit adres is niet openbaar.", "Gebruik een adres dat op internet bereikbaar is.") from None
        return
    if not may_connect(target.host, target, allowed):
        raise _refused("Dit adres is niet openbaar.", "Gebruik een adres dat op internet bereikbaar is.")


def _refused(message: str, remedy: str) -> InvalidInputError:
    return InvalidInputError("Niet alles is goed ingevuld.", problems=(Problem("url", message, remedy),))
