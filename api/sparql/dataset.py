"""The dataset of a query: what the request or the text names, never more than the scope holds."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from api.refusals import QueryRefusedError
from api.sparql.guard import Checked

LONG = 30
"""So many graphs a query may name apart from naming them all: a longer list is quadratic in the store."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Default and named graphs of a query; None stands for all of the scope."""

    default: tuple[str, ...] | None
    named: tuple[str, ...] | None

    def arguments(self) -> dict[str, Any]:
        """Return what the store is asked with.

        Graphs of a scope are disjoint, so a union or a list of them needs no merging. The union of the store passes
        over FROM in the text; it is only asked for where nobody named a graph or all were named. A list of default
        graphs never goes without one of named graphs: alone, it would leave GRAPH open to the whole store.
        """
        named = {} if self.named is None else {"named_graphs": [NamedNode(one) for one in self.named]}
        if self.default is None:
            return {"use_default_graph_as_union": True, **named}
        return {"default_graph": [NamedNode(one) for one in self.default], **named}


def dataset_of(
    visible: AbstractSet[str], checked: Checked, *, default_graphs: Sequence[str], named_graphs: Sequence[str]
) -> Dataset:
    """Return default and named graphs: those of the request, else of the text; nothing means the whole scope.

    SPARQL 1.1 Protocol 2.1.4: the request goes before the text. Every graph outside the scope is refused by name.
    """
    requested = bool(default_graphs or named_graphs)
    default = default_graphs if requested else checked.default_graphs
    named = named_graphs if requested else checked.named_graphs
    outside = sorted({*default_graphs, *named_graphs, *checked.default_graphs, *checked.named_graphs} - visible)
    if outside:
        raise QueryRefusedError("Deze graaf is er niet of is niet voor u: %(graphs)s.", graphs=", ".join(outside))
    if not (default or named):
        return Dataset(None, None)
    kept = _listed(default, visible)
    beside = _listed(named, visible)
    return Dataset(kept, tuple(sorted(visible)) if kept is not None and beside is None else beside)


def _listed(graphs: Sequence[str], visible: AbstractSet[str]) -> tuple[str, ...] | None:
    """Return a list without repeats, or None for one that is long and names the whole scope."""
    once = tuple(dict.fromkeys(graphs))
    if len(once) <= LONG:
        return once
    if len(once) == len(visible):
        return None
    raise QueryRefusedError(
        "Noem hoogstens %(most)s grafen, of geen enkele: dan gaat de vraag over alles wat u mag zien.", most=LONG
    )
