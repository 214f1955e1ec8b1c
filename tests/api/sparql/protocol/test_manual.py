"""The examples of the documentation work as they stand there, against a new installation."""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from tests.api.sparql.protocol.serving import Reply, exchanged, served
from tests.shared_data import ROOT

MANUAL = (ROOT / "docs" / "sparql.md").read_text("utf-8")
BASE = "https://catalogus.example"
LEVELS = {"bijzonder", "geen", "gevoelig", "gewoon", "pseudoniem"}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Return where a new installation answers."""
    with served(tmp_path_factory.mktemp("fresh"), suite=False) as port:
        yield port


def blocks(kind: str) -> list[str]:
    """Return the examples in one language."""
    return re.findall(rf"```{kind}\n(.*?)```", MANUAL, re.DOTALL)


def codes(reply: Reply) -> set[str]:
    """Return the first column of an answer in CSV."""
    assert (reply.status, reply.media_type) == (200, "text/csv")
    return {row["code"] for row in csv.DictReader(io.StringIO(reply.body.decode()))}


def test_the_line_for_curl_asks_what_it_says(fresh: int) -> None:
    (line,) = blocks("sh")
    program, as_get, address, header_flag, header, data_flag, data = shlex.split(line)
    assert (program, as_get, header_flag, data_flag) == ("curl", "-G", "-H", "--data-urlencode")
    name, _, value = header.partition(": ")
    parameter, _, query = data.partition("=")

    assert (
        codes(exchanged(fresh, "GET", f"{_path(address)}?{urlencode({parameter: query})}", headers={name: value}))
        == LEVELS
    )


@pytest.mark.parametrize("example", blocks("python"))
def test_the_lines_of_python_run(fresh: int, example: str) -> None:
    made: dict[str, object] = {}

    exec(example.replace(BASE, f"http://127.0.0.1:{fresh}"), made)  # noqa: S102 - the example is what is tested

    names = made["namen"]
    assert isinstance(names, dict)
    assert set(names) == LEVELS
    assert all(names.values())


def test_the_lines_for_a_spreadsheet_ask_what_they_say(fresh: int) -> None:
    (lines,) = blocks("m")
    query = re.search(r'Vraag = "(.*?)",\n', lines)
    address, accept = re.search(r'Web\.Contents\("(.*?)"', lines), re.search(r'Accept = "(.*?)"', lines)
    assert query is not None
    assert address is not None
    assert accept is not None

    reply = exchanged(
        fresh, "GET", f"{_path(address[1])}?{urlencode({'query': query[1]})}", headers={"Accept": accept[1]}
    )

    assert codes(reply) == LEVELS


def _path(address: str) -> str:
    return address.removeprefix(BASE)


def test_every_limit_in_the_table_is_the_one_that_is_kept(fresh: int) -> None:
    told = exchanged(fresh, "GET", "/sparql").body.decode()
    table = dict(re.findall(r"^\| (duur van een vraag|rijen in een antwoord) \| (\d+)", MANUAL, re.MULTILINE))

    assert f"{table['duur van een vraag']} seconden duren en {table['rijen in een antwoord']} rijen" in told
