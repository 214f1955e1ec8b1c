"""The steps of reading in a model, for every door."""

from __future__ import annotations

from fora.readers import READS
from swc.landscape.exchange import commit, queries, service, undo
from swc.landscape.imports.steps import Steps

STEPS = Steps(
    batches=queries.BATCHES,
    read=service.read_file,
    keep=service.keep_file,
    choose=service.choose,
    commit=commit.commit,
    undo=undo.undo,
    reads=READS,
)
