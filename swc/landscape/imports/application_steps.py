"""The steps of reading in an application list, for every door; what it did is not taken back as a whole."""

from __future__ import annotations

from swc.landscape.imports import commit, queries, service
from swc.landscape.imports.steps import Steps

STEPS = Steps(
    batches=queries.BATCHES,
    read=service.read_list,
    keep=service.keep_list,
    choose=service.choose,
    commit=commit.commit,
)
