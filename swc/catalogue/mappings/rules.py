"""Which mappings can stand beside each other (SKOS sections 8 and 10, NL-SBB): a web of statements, judged one by one.

exactMatch is symmetric and transitive (S44, S45) and disjoint with broadMatch and relatedMatch (S46); broadMatch is a
kind of broader and relatedMatch a kind of related, which is disjoint with everything above (S27). So concepts that
correspond exactly count as one, and between two such groups hierarchy and kinship exclude each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from swc.catalogue.mappings.kinds import End, Link, Predicate


class Refusal(StrEnum):
    """Why a statement cannot stand."""

    SAME_SCHEME = "same-scheme"
    STANDS = "stands"
    EXACT_AND_OTHER = "exact-and-other"
    RELATED_AND_BROADER = "related-and-broader"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a statement cannot stand, and the statement that it clashes with, where there is one."""

    reason: Refusal
    other: Link | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two concepts of one scheme that would come to correspond exactly; possible, but seldom meant."""

    first: End
    second: End


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a statement: it cannot stand, or it can, perhaps with doubt."""

    conflict: Conflict | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class Web:
    """The statements that stand, kept so that a new one is judged by what is around it."""

    _links: dict[tuple[End, Predicate, End], Link] = field(default_factory=dict)
    _group: dict[End, set[End]] = field(default_factory=dict)
    _above: dict[End, list[Link]] = field(default_factory=dict)
    _related: dict[End, list[Link]] = field(default_factory=dict)

    @classmethod
    def of(cls, links: Iterable[Link]) -> Web:
        """Return a web of statements that stand already, whatever is wrong with them."""
        web = cls()
        for link in links:
            web.add(link)
        return web

    def add(self, link: Link) -> None:
        """Take a statement in without judging it."""
        for one in (link, link.turned()):
            self._links.setdefault((one.subject, one.predicate, one.object), link)
        if link.predicate is Predicate.EXACT:
            self._join(link.subject, link.object)
        elif link.predicate in (Predicate.BROAD, Predicate.NARROW):
            upward = link if link.predicate is Predicate.BROAD else link.turned()
            self._above.setdefault(upward.subject, []).append(upward)
        elif link.predicate is Predicate.RELATED:
            self._related.setdefault(link.subject, []).append(link)
            self._related.setdefault(link.object, []).append(link.turned())

    def judge(self, link: Link) -> Verdict:
        """Say whether a statement can stand beside what is here."""
        if link.subject.scheme == link.object.scheme:
            return Verdict(Conflict(Refusal.SAME_SCHEME))
        standing = self._links.get((link.subject, link.predicate, link.object))
        if standing is not None:
            return Verdict(Conflict(Refusal.STANDS, standing))
        if link.predicate is Predicate.EXACT:
            return self._judge_exact(link)
        if link.predicate is Predicate.CLOSE:
            return Verdict()
        return Verdict(self._judge_other(link))

    def exactly(self, end: End) -> frozenset[End]:
        """Return all that corresponds exactly with a concept, itself among it."""
        return frozenset(self._group.get(end, {end}))

    def _judge_exact(self, link: Link) -> Verdict:
        left, right = self.exactly(link.subject), self.exactly(link.object)
        if left == right:
            return Verdict()
        for one, other in ((left, right), (right, left)):
            kin = self._kin(one, other)
            if kin is not None:
                return Verdict(Conflict(Refusal.EXACT_AND_OTHER, kin))
            path = self._path(one, other)
            if path is not None:
                return Verdict(Conflict(Refusal.EXACT_AND_OTHER, path))
        crossing = self._crossing(left | right)
        if crossing is not None:
            return Verdict(crossing)
        return Verdict(doubts=tuple(_doubts(left, right)))

    def _judge_other(self, link: Link) -> Conflict | None:
        left, right = self.exactly(link.subject), self.exactly(link.object)
        if link.object in left:
            return Conflict(Refusal.EXACT_AND_OTHER, self._exact_near(link))
        if link.predicate is Predicate.RELATED:
            path = self._path(left, right) or self._path(right, left)
            return Conflict(Refusal.RELATED_AND_BROADER, path) if path else None
        lower, upper = (left, right) if link.predicate is Predicate.BROAD else (right, left)
        back = self._path(upper, lower)
        if back is not None:
            return Conflict(Refusal.CIRCLE, back)
        upward = link if link.predicate is Predicate.BROAD else link.turned()
        kin = self._kin_across(upward)
        return Conflict(Refusal.RELATED_AND_BROADER, kin) if kin else None

    def _crossing(self, joined: frozenset[End]) -> Conflict | None:
        """Return what would clash once two groups are one: something both above and below it, or kin that is above."""
        above, below = self._reached(joined, up=True), self._reached(joined, up=False)
        both = above.keys() & below.keys()
        if both:
            return Conflict(Refusal.CIRCLE, above[min(both)])
        for end in sorted(below.keys() | joined):
            for kin in self._related.get(end, ()):
                if kin.object in above or (end not in joined and kin.object in joined):
                    return Conflict(Refusal.RELATED_AND_BROADER, kin)
        return None

    def _kin_across(self, upward: Link) -> Link | None:
        """Return a kinship between what would be below and what would be above through a new step up."""
        lower, upper = self.exactly(upward.subject), self.exactly(upward.object)
        below = self._reached(lower, up=False).keys() | lower
        above = self._reached(upper, up=True).keys() | upper
        return self._kin(below, above)

    def _kin(self, one: Iterable[End], other: Iterable[End]) -> Link | None:
        wanted = set(other)
        return next((kin for end in sorted(one) for kin in self._related.get(end, ()) if kin.object in wanted), None)

    def _path(self, start: Iterable[End], goal: Iterable[End]) -> Link | None:
        """Return the first step of the way up that ends in a goal, or nothing; groups count as one concept."""
        reached = self._reached(frozenset(start), up=True)
        return next((reached[end] for end in sorted(goal) if end in reached), None)

    def _reached(self, start: frozenset[End] | set[End], *, up: bool) -> dict[End, Link]:
        """Return all that is above (or below) some concepts, each with the first step of the way there."""
        steps = self._above if up else self._below()
        reached: dict[End, Link] = {}
        waiting = [(link, link) for end in sorted(start) for link in steps.get(end, ())]
        while waiting:
            first, link = waiting.pop()
            for end in self.exactly(link.object):
                if end not in reached:
                    reached[end] = first
                    waiting.extend((first, further) for further in steps.get(end, ()))
        return reached

    def _below(self) -> dict[End, list[Link]]:
        found: dict[End, list[Link]] = {}
        for links in self._above.values():
            for link in links:
                found.setdefault(link.object, []).append(link.turned())
        return found

    def _exact_near(self, link: Link) -> Link | None:
        """Return an exact statement that makes the two ends of a statement one concept."""
        direct = self._links.get((link.subject, Predicate.EXACT, link.object))
        if direct is not None:
            return direct
        around = sorted(self.exactly(link.subject) - {link.subject})
        near = (self._links.get((link.subject, Predicate.EXACT, one)) for one in around)
        return next((one for one in near if one is not None), None)

    def _join(self, one: End, other: End) -> None:
        joined = set(self.exactly(one) | self.exactly(other))
        for end in joined:
            self._group[end] = joined


def _doubts(left: frozenset[End], right: frozenset[End]) -> Iterable[Doubt]:
    """Yield the pairs of one scheme that would come to correspond exactly."""
    for one in sorted(left):
        for other in sorted(right):
            if one.scheme == other.scheme and one != other:
                yield Doubt(one, other)
