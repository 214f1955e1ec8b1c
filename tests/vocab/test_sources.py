"""Source documents say how far somebody checked them."""

from __future__ import annotations

import pytest

from vocab.errors import NotFoundError
from vocab.norms import norms
from vocab.reading import rows
from vocab.schemes import scheme, schemes
from vocab.sources import Source, source, sources


@pytest.mark.parametrize("one", sources().values(), ids=lambda one: one.key)
def test_a_source_has_title_trust_and_an_address_unless_it_is_general_knowledge(one: Source) -> None:
    assert one.title
    assert one.trust in scheme("trust").codes
    assert one.url.startswith(("https://", "http://")) or one.trust == "unknown"


def test_general_knowledge_never_counts_as_confirmed() -> None:
    assert source("algemene-kennis").trust == "unknown"


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(NotFoundError, match="van-horen-zeggen"):
        source("van-horen-zeggen")


def test_every_source_is_used() -> None:
    used = {one.key for found in schemes() for one in found.sources}
    used |= {one.key for found in schemes() for concept in found.concepts for one in concept.sources}
    used |= {one.source.key for one in norms()}
    tables = ("adequate_countries", "component_aliases", "known_concepts")
    used |= {row["source"] for name in tables for row in rows(f"{name}.csv")}
    pinned = {"w3c", "dublin-core", "foaf", "schema-org", "dpv", "archimate", "nl-sbb", "fora-kennismodel", "epo"}
    assert {one.key for one in sources().values()} - used - pinned == set()
