"""Answers in one form, whatever engine gave them: how many rows, and a digest of all of them in any order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as far as it can be compared; `failed` says why there is none."""

    rows: int = 0
    digest: str = ""
    milliseconds: float = 0.0
    first: float = 0.0
    failed: str = ""


def of_rows(rows: Iterable[Iterable[str]]) -> tuple[int, str]:
    """Return the number and the digest of rows of texts, in whatever order they come."""
    lines = sorted("\t".join(row) for row in rows)
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def of_json(text: str | bytes) -> tuple[int, str]:
    """Return the same of SPARQL results in JSON; a number that is an integer has one spelling."""
    found = json.loads(text)
    names = found["head"]["vars"]
    bindings = found["results"]["bindings"]
    return of_rows([row[name]["value"] if name in row else "" for name in names] for row in bindings)


def told(answers: dict[str, Answer]) -> str:
    """Return answers as JSON, to hand them from one process to another."""
    return json.dumps(
        {name: [one.rows, one.digest, one.milliseconds, one.first, one.failed] for name, one in answers.items()}
    )


def heard(text: str) -> dict[str, Answer]:
    """Return the answers that another process told."""
    return {name: Answer(*row) for name, row in json.loads(text).items()}
