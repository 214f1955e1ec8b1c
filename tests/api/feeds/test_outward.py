"""Sending outside: to the address that was checked and nowhere else, and never for longer than allowed."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from api.feeds.outward import Outward
from swc.procurement.feed.webhooks.addresses import Allowance

HERE = Allowance(http=True, hosts=frozenset({"127.0.0.1", "ontvanger.example"}))


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it gets, and answers as its server was told."""

    def do_POST(self) -> None:
        server = self.server
        body = self.rfile.read(int(self.headers["content-length"]))
        server.got.append((self.path, dict(self.headers), body))  # type: ignore[attr-defined]
        server.answer(self)  # type: ignore[attr-defined]

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def answering(status: int, **headers: str) -> Callable[[Receiver], None]:
    def answer(receiver: Receiver) -> None:
        receiver.send_response(status)
        for name, value in headers.items():
            receiver.send_header(name, value)
        receiver.send_header("content-length", "0")
        receiver.end_headers()

    return answer


@contextmanager
def receiving(answer: Callable[[Receiver], None]) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.daemon_threads = True
    server.got, server.answer = [], answer  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def at(server: ThreadingHTTPServer, path: str = "/haak?x=1") -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


def test_a_message_arrives_whole_with_its_headers() -> None:
    with receiving(answering(204)) as server:
        found = Outward(HERE).post(at(server), "é".encode(), {"webhook-id": "1"})
        ((path, headers, body),) = server.got  # type: ignore[attr-defined]
    assert (found.status_code, found.error) == (204, "")
    assert (path, headers["webhook-id"], body.decode()) == ("/haak?x=1", "1", "é")
    assert headers["Host"].startswith("127.0.0.1:")


def test_a_failing_receiver_is_told_by_its_status() -> None:
    with receiving(answering(500)) as server:
        found = Outward(HERE).post(at(server), b"{}", {})
    assert (found.status_code, found.error) == (500, "De ontvanger weigerde het bericht.")


def test_a_redirect_is_not_followed() -> None:
    with receiving(answering(200)) as inward, receiving(answering(302, Location=at(inward))) as server:
        found = Outward(HERE).post(at(server), b"{}", {})
        assert inward.got == []  # type: ignore[attr-defined]
    assert (found.status_code, found.error) == (302, "De ontvanger verwees door; dat wordt niet gevolgd.")


def test_a_slow_receiver_is_left_after_a_fixed_time_however_it_drips() -> None:
    def drip(receiver: Receiver) -> None:
        receiver.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(40):
            time.sleep(0.05)
            receiver.wfile.write(b"X: y\r\n")

    def broken(receiver: Receiver) -> None:
        try:
            drip(receiver)
        except OSError:
            receiver.close_connection = True

    with receiving(broken) as server:
        began = time.monotonic()
        found = Outward(HERE, seconds=0.3).post(at(server), b"{}", {})
    assert time.monotonic() - began < 1.5
    assert (found.status_code, found.error) == (None, "De ontvanger antwoordde niet op tijd.")


def test_a_receiver_that_drips_while_hands_are_shaken_is_left_as_well() -> None:
    def drip(listener: socket.socket) -> None:
        with listener.accept()[0] as caller:
            try:
                for one in b"\x16\x03\x03\x40\x00" + bytes(40):
                    time.sleep(0.1)
                    caller.send(bytes([one]))
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, args=(listener,), daemon=True)
        thread.start()
        began = time.monotonic()
        found = Outward(HERE, seconds=0.3).post(f"https://127.0.0.1:{listener.getsockname()[1]}/", b"{}", {})
        assert time.monotonic() - began < 1.5
        thread.join()
    assert (found.status_code, found.error) == (None, "De ontvanger antwoordde niet op tijd.")


@pytest.mark.parametrize("addresses", [("127.0.0.1",), ("93.184.216.34", "10.0.0.1"), ("::ffff:127.0.0.1",), ()])
def test_a_name_that_resolves_inward_gets_nothing(addresses: tuple[str, ...]) -> None:
    way = Outward(Allowance(), resolver=lambda _host, _port: addresses)
    found = way.post("https://ontvanger.example/", b"{}", {})
    assert found.status_code is None
    assert found.error == "Dit adres is niet openbaar; er is niets verstuurd."


def test_the_connection_goes_to_the_address_that_was_checked_whatever_the_name_says_later() -> None:
    asked: list[str] = []

    def resolver(host: str, _port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    with receiving(answering(200)) as server:
        found = Outward(HERE, resolver=resolver).post(f"http://ontvanger.example:{server.server_port}/", b"{}", {})
        ((_path, headers, _body),) = server.got  # type: ignore[attr-defined]
    assert found.status_code == 200
    assert asked == ["ontvanger.example"]
    assert headers["Host"] == f"ontvanger.example:{server.server_port}"


def test_an_address_that_is_no_longer_allowed_gets_nothing() -> None:
    with receiving(answering(200)) as server:
        found = Outward().post(at(server), b"{}", {})
        assert server.got == []  # type: ignore[attr-defined]
    assert found.status_code is None
    assert found.error


def test_nobody_there_and_something_else_than_https_are_told_apart() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gone = Outward(HERE).post(f"http://127.0.0.1:{port}/", b"{}", {})
    assert gone.error == "De ontvanger is niet bereikbaar."
    with receiving(answering(200)) as server:
        plain = Outward(HERE).post(at(server).replace("http:", "https:"), b"{}", {})
    assert plain.error == "Het certificaat van de ontvanger is niet te vertrouwen."
