"""Brings two texts together that grew from the same text: a three-way merge by sentence that loses nothing; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECES = re.compile(r"\n+|[^\S\n]+|\S(?:[^\n]*?[.!?;:](?=\s)|[^\n]*?(?=[^\S\n]*(?:\n|$)))")
"""A sentence, the space behind it, or a break between lines; together they are the text."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A proposal: the text, and in how many places both people wrote something else (both texts stand there)."""

    text: str
    clashes: int = 0


def merged(base: str, mine: str, theirs: str) -> Merged:
    """Return the text with the changes of both people.

    What one person changed and the other left alone is taken over. Where both changed the same place, theirs is
    followed by mine, so that every sentence that either wrote is in the proposal and a person chooses.
    """
    old, ours, others = (_PIECES.findall(text) for text in (base, mine, theirs))
    text, clashes = [], 0
    for kept, my_part, their_part in _stretches(old, ours, others):
        part, clash = _chosen(kept, my_part, their_part)
        text.append(part)
        clashes += clash
    return Merged("".join(text), clashes)


def _stretches(old: list[str], ours: list[str], others: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what stands between the places where all three are the same, and those places themselves."""
    at = my_at = their_at = 0
    for start, my_start, their_start, size in _same(old, ours, others):
        yield "".join(old[at:start]), "".join(ours[my_at:my_start]), "".join(others[their_at:their_start])
        at, my_at, their_at = start + size, my_start + size, their_start + size
        yield ("".join(old[start:at]),) * 3


def _same(old: list[str], ours: list[str], others: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where a run of pieces stands in all three texts (base, mine, theirs, length), and their ends."""
    theirs = _matches(old, others)
    for mine_from, mine_at, length in _matches(old, ours):
        for their_from, their_at, their_length in theirs:
            start = max(mine_from, their_from)
            end = min(mine_from + length, their_from + their_length)
            if start < end:
                yield start, mine_at + start - mine_from, their_at + start - their_from, end - start
    yield len(old), len(ours), len(others), 0


def _matches(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    found = SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks()
    return [(one.a, one.b, one.size) for one in found if one.size]


def _chosen(kept: str, ours: str, others: str) -> tuple[str, int]:
    """Return a stretch of the proposal, and 1 when both wrote something else there."""
    if others in (ours, kept):
        return ours, 0
    if ours == kept:
        return others, 0
    if not ours.strip() or not others.strip():
        return ours if ours.strip() else others, 1
    glue = "" if others[-1].isspace() or ours[0].isspace() else "\n"
    return others + glue + ours, 1
