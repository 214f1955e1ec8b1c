"""The steps of reading in a list of contracts, for every door."""

from __future__ import annotations

from swc.landscape.contracts.imports import commit, queries, service
from swc.landscape.imports.steps import Steps

STEPS = Steps(
    batches=queries.BATCHES,
    read=service.read_file,
    keep=service.keep_file,
    choose=service.choose,
    commit=commit.commit,
    undo=commit.undo,
)
