"""Sending one message to an address outside, without being led elsewhere (OWASP ASVS V1.3.6, SSRF).

The name is resolved once, every address found has to be public, and the connection goes to the very address that was
checked, so that a name that resolves otherwise a moment later changes nothing. Redirects are not followed, the answer
is not read further than its first line and headers need, and all of it ends after a fixed time.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from swc.errors import InvalidInputError
from swc.procurement.feed.webhooks.addresses import Allowance, Target, may_connect, target_of
from swc.procurement.feed.webhooks.sending import Outcome

Resolver = Callable[[str, int], tuple[str, ...]]

_ANSWER_BYTES = 1024


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host; raises `OSError` when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True, slots=True)
class Outward:
    """The way outside: what is allowed, how long it may take, and how names are resolved."""

    allowed: Allowance = field(default_factory=Allowance)
    seconds: float = 15.0
    resolver: Resolver = resolve
    trust: ssl.SSLContext | None = None

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
        """Send a body and return what came of it; a failure is an outcome, nothing is raised."""
        began = time.monotonic()
        try:
            target = target_of(url, self.allowed)
            status = self._exchange(target, self._checked(target), body, headers)
        except InvalidInputError as error:
            return Outcome(None, error.problems[0].message, _milliseconds(began))
        except _RefusedError as error:
            return Outcome(None, str(error), _milliseconds(began))
        except ssl.SSLError:
            return Outcome(None, "Het certificaat van de ontvanger is niet te vertrouwen.", _milliseconds(began))
        except (OSError, http.client.HTTPException, ValueError):
            late = time.monotonic() - began >= self.seconds
            told = "De ontvanger antwoordde niet op tijd." if late else "De ontvanger is niet bereikbaar."
            return Outcome(None, told, _milliseconds(began))
        return Outcome(status, _told(status), _milliseconds(began))

    def _checked(self, target: Target) -> str:
        """Return an address of the host that may be connected to; refuses a host with any other."""
        addresses = self.resolver(target.host, target.port)
        if not addresses or not all(may_connect(one, target, self.allowed) for one in addresses):
            raise _RefusedError("Dit adres is niet openbaar; er is niets verstuurd.")
        return addresses[0]

    def _exchange(self, target: Target, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        connection = http.client.HTTPConnection(target.host, target.port, timeout=self.seconds)
        connection.sock = self._socket(target, address)
        late = threading.Event()
        watch = threading.Timer(self.seconds, _cut, (connection, late))
        watch.daemon = True
        watch.start()
        try:
            if isinstance(connection.sock, ssl.SSLSocket):
                connection.sock.do_handshake()
            connection.request("POST", target.path, body, {**headers, "Host": target.authority})
            answer = connection.getresponse()
            answer.read(_ANSWER_BYTES)
            status = answer.status
        except (OSError, http.client.HTTPException):
            if late.is_set():
                raise TimeoutError from None
            raise
        finally:
            watch.cancel()
            connection.close()
        if late.is_set():  # an answer cut short by us reads as one that ended
            raise TimeoutError
        return status

    def _socket(self, target: Target, address: str) -> socket.socket:
        """Return a socket to the checked address; the name of the host is for its certificate.

        Hands are shaken later, when somebody watches how long that takes.
        """
        plain = socket.create_connection((address, target.port), timeout=self.seconds)
        if target.scheme != "https":
            return plain
        trust = self.trust or ssl.create_default_context()
        try:
            return trust.wrap_socket(plain, server_hostname=target.host, do_handshake_on_connect=False)
        except BaseException:
            plain.close()
            raise


class _RefusedError(Exception):
    """Nothing was sent, for a reason that may be told."""


def _cut(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    """End a conversation that takes too long, however slowly the other side goes on."""
    late.set()
    sock = connection.sock
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _told(status: int) -> str:
    """Return what a status code other than 2xx means to who keeps the webhook."""
    if http.HTTPStatus.OK <= status < http.HTTPStatus.MULTIPLE_CHOICES:
        return ""
    if status < http.HTTPStatus.BAD_REQUEST:
        return "De ontvanger verwees door; dat wordt niet gevolgd."
    return "De ontvanger weigerde het bericht."


def _milliseconds(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
