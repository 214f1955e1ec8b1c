"""The product as its users have it: `swc serve` in processes of its own, asked over HTTP by who reads the sector."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from tests.bench.triples.answers import Answer, of_json
from tests.bench.triples.engines import WARM

EMAIL, PASSWORD = "sector@example.org", "drie-zeilboten-varen-uit"
SPARQL_SECONDS = "60"


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: its client, signed in, and its process."""

    client: httpx2.Client
    process: subprocess.Popen[bytes]

    def sparql(self, text: str) -> Answer:
        """Ask the endpoint of the sector, once cold and a few times warm."""

        def ask() -> httpx2.Response:
            headers = {"Accept": "application/sparql-results+json"}
            while True:
                answer = self.client.post("/sparql/sector", data={"query": text}, headers=headers)
                if answer.status_code not in (429, 503):
                    return answer
                time.sleep(float(answer.headers.get("retry-after", "1")))

        return asked(ask, lambda answer: of_json(answer.content))

    def get(self, path: str, **query: str) -> httpx2.Response:
        """Ask any address."""
        return self.client.get(path, params=query)

    def memory(self) -> float:
        """Return what the server and its processes have resident, in MB, each shared page counted for its part."""
        pids = [self.process.pid, *_children(self.process.pid)]
        return sum(_proportional(pid) for pid in pids) / 1024


def asked(ask: Any, read: Any) -> Answer:  # noqa: ANN401 - a question and the reader of its answer
    """Ask once cold and a few times warm; a refusal is told with its status."""
    started = time.perf_counter()
    answer = ask()
    first = (time.perf_counter() - started) * 1000
    if answer.status_code != 200:
        return Answer(failed=f"{answer.status_code} after {first / 1000:.0f} s")
    times = []
    for _ in range(WARM if first < 20_000 else 0):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    return Answer(*read(answer), statistics.median(times) if times else first, first)


@contextmanager
def serving(folder: Path, database: str, base: str) -> Iterator[Served]:
    """Serve an installation at its own address; somebody who reads the sector is signed in."""
    environment = os.environ | {
        "SWC_DATA_DIR": str(folder),
        "SWC_DATABASE_URL": database,
        "SWC_PUBLIC_BASE_URL": base,
        "SWC_PORT": base.rpartition(":")[2],
        "SWC_LOGIN_HASHING": "low",
        "SWC_SPARQL_SECONDS": SPARQL_SECONDS,
        "SWC_SPARQL_SECONDS_PER_MINUTE": "100000",
        "SWC_SPARQL_MEMORY_MB": "4096",
    }
    command = [sys.executable, "-m", "api.cli"]
    person = [*command, "user", "add", EMAIL, "--role", "sector_reader", "--password-stdin"]
    subprocess.run(person, env=environment, input=PASSWORD.encode(), capture_output=True, check=False)
    process = subprocess.Popen(
        [*command, "serve"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        with httpx2.Client(base_url=base, timeout=600, headers={"Sec-Fetch-Site": "same-origin"}) as client:
            _wait(client)
            form = {"email": EMAIL, "password": PASSWORD}
            answer = client.post("/inloggen", data=form)
            assert answer.status_code == 303, answer.text[:500]
            yield Served(client, process)
    finally:
        process.terminate()
        process.wait()


def _wait(client: httpx2.Client) -> None:
    for _ in range(600):
        try:
            client.get("/inloggen")
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server does not answer")


def _children(pid: int) -> list[int]:
    """Return every process below one, where the system tells."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *_children(child)]
    return found


def _proportional(pid: int) -> int:
    """Return the proportional set size of a process in kB; nothing for one that just ended."""
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    try:
        lines = rollup.read_text().splitlines()
    except OSError:
        return 0
    return next((int(one.split()[1]) for one in lines if one.startswith("Pss:")), 0)
