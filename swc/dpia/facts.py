"""What screening is read from: the facts of one use and the thresholds of the day; plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from functools import cached_property

from swc.catalogue.kinds import DataLevel
from swc.dpia.criteria import SENSITIVE, SPECIAL
from swc.dpia.kinds import Finding
from swc.landscape.kinds import ProcessesPersonalData


@dataclass(frozen=True, slots=True)
class Norms:
    """The thresholds of the day: WP248 criteria that make a DPIA the rule, and people that make a large scale.

    The law gives no number for a large scale; without one the scale stays unknown.
    """

    wp_score: int = 2
    large_scale: int | None = None


@dataclass(frozen=True)
class UseFacts:
    """What the landscape knows of one use.

    `categories` maps a code (P01–P23) to what leads to it; `incomplete` says that personal data are processed of
    which the category is not known, `unsure` that nobody confirmed any known one. `users` counts accounts, `pupils`
    the pupils of the schools it holds for, `feeds` the couplings that bring data in, `couplings` all of them.
    `large_scale` is what a person answered on the scale (WP5), which also decides the criteria that hold on a large
    scale only.
    """

    personal_data: ProcessesPersonalData = ProcessesPersonalData.UNKNOWN
    level: DataLevel = DataLevel.UNKNOWN
    categories: tuple[tuple[str, str], ...] = ()
    incomplete: bool = False
    unsure: bool = False
    product: str = ""
    product_category: str = ""
    ai_use: str | None = None
    users: int | None = None
    pupils: int | None = None
    feeds: int = 0
    couplings: int = 0
    large_scale: Finding | None = None

    def __hash__(self) -> int:
        """Return a hash that is worked out once: facts are looked up by it again and again."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, one.name) for one in fields(self)))

    @cached_property
    def codes(self) -> frozenset[str]:
        """Return the codes of the known categories."""
        return frozenset(code for code, _ in self.categories)

    @cached_property
    def gap(self) -> bool:
        """Say whether categories may be missing: none known, some unnamed, or a level that none of them explains."""
        heavier = {DataLevel.SPECIAL: SPECIAL, DataLevel.SENSITIVE: SENSITIVE}.get(self.level)
        return self.incomplete or not self.categories or (heavier is not None and not self.codes & heavier)

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the words of the product category."""
        return frozenset(re.findall(r"[a-z-]+", self.product_category.lower()))

    @property
    def steady(self) -> UseFacts:
        """Return the facts without numbers, which are the same for many uses of one product."""
        return replace(self, users=None, pupils=None, feeds=0, couplings=0, large_scale=None)

    def has_word(self, words: tuple[str, ...]) -> str | None:
        """Return the first of these words that the product category holds, whole words only."""
        return next((word for word in words if word in self.words), None)
