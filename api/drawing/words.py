"""How much room words take in a drawing, by an estimate that errs on the wide side; pure."""

from __future__ import annotations

from typing import Final

WIDE: Final = 0.66
"""The mean width of a character as a part of the size of the letter, for a bold sans-serif."""

ELLIPSIS: Final = "…"
LEAST: Final = 4
"""Fewer characters than these say nothing, so that a name is left out rather than cut."""


def width_of(text: str, size: float) -> float:
    """Return how wide a text is, in pixels, for letters of a size."""
    return len(text) * size * WIDE


def fitting(room: float, size: float) -> int:
    """Return how many characters fit in a width."""
    return max(int(room / (size * WIDE)), 0)


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut with an ellipsis; nothing where too little would be left."""
    if len(text) <= most:
        return text
    return text[: most - 1].rstrip() + ELLIPSIS if most > LEAST else ""


def wrapped(text: str, most: int, lines: int) -> tuple[str, ...]:
    """Return a text in lines of at most `most` characters; what does not fit in so many lines is cut with an ellipsis.

    A word that is longer than a line is cut too. Nothing is returned where not even a beginning fits.
    """
    if lines <= 0:
        return ()
    found: list[str] = []
    for word in text.split():
        joined = f"{found[-1]} {word}" if found else word
        if found and len(joined) <= most:
            found[-1] = joined
        else:
            found.append(word)
    kept = found[:lines]
    if len(found) > lines:
        kept[-1] = f"{kept[-1]} {' '.join(found[lines:])}"
    cut = tuple(shortened(line, most) for line in kept)
    return cut if all(cut) else ()
