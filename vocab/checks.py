"""The rules of NL-SBB that compare concepts with each other; SHACL core cannot."""

from __future__ import annotations

from collections.abc import Iterator

from vocab.schemes import Scheme


def shared_notations(found: tuple[Scheme, ...]) -> Iterator[tuple[str, str]]:
    """Yield scheme and notation where two concepts of one scheme share a notation (NL-SBB 1.0, notation)."""
    for scheme in found:
        seen: set[str] = set()
        for concept in scheme.concepts:
            if concept.notation in seen:
                yield scheme.name, concept.notation
            seen.add(concept.notation)


def inner_mappings(found: tuple[Scheme, ...]) -> Iterator[str]:
    """Yield the concepts that are mapped to a concept of their own scheme (NL-SBB 1.0, mapping relations)."""
    for scheme in found:
        own = {concept.iri for concept in scheme.concepts}
        for concept in scheme.concepts:
            if any(iri in own for _, iri in concept.matches):
                yield concept.iri


def double_labels(found: tuple[Scheme, ...]) -> Iterator[tuple[str, str]]:
    """Yield scheme and label where two concepts of one scheme bear the same preferred label in one language."""
    for scheme in found:
        for labels in ([one.label_nl for one in scheme.concepts], [one.label_en for one in scheme.concepts]):
            yield from ((scheme.name, label) for label in sorted({one for one in labels if labels.count(one) > 1}))
