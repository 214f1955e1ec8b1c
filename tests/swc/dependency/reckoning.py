"""The figures of the sector by plain Python over the facts of each board: what the columns must answer as well."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from swc.boards.models import Board
from swc.dependency import affected
from swc.dependency.affected import Touched
from swc.dependency.facts import UseFacts
from swc.dependency.kinds import TargetKind
from swc.dependency.queries import facts_of
from swc.dependency.rules import hhi
from swc.dependency.sector_schemas import REST
from swc.dependency.targets import leaning
from swc.landscape.kinds import AgreementPresence

LEAST = 5


class Reckoning:
    """The boards of a sector as their own lens sees them."""

    def __init__(self, session: Session, numbers: Iterable[str], on: date, *, sector: str | None = None) -> None:
        self.sectors = {number: session.get_one(Board, number).sector.value for number in numbers}
        self.every = {number: facts_of(session, number, on) for number in self.sectors}
        self.sector = sector
        self.boards = {n: one for n, one in self.every.items() if sector in (None, self.sectors[n])}

    def told_vendors(self) -> set[str]:
        """Return the vendors that may count in their group."""
        users: dict[str, set[str]] = defaultdict(set)
        for number, facts in self.every.items():
            for use in facts.uses:
                users[use.summary.vendor_key or ""].add(number)
        return {vendor for vendor, numbers in users.items() if self.tellable(numbers)}

    def tellable(self, numbers: set[str]) -> bool:
        """Say whether something at these boards may be told."""
        if self.sector is None:
            return len(numbers) >= LEAST
        parts = Counter(self.sectors[number] for number in numbers)
        return all(count >= LEAST for count in parts.values()) and parts[self.sector] >= LEAST

    def rows(self) -> dict[str, dict[str, list[UseFacts]]]:
        """Return the uses by row and board."""
        told = self.told_vendors()
        found: dict[str, dict[str, list[UseFacts]]] = defaultdict(lambda: defaultdict(list))
        for number, facts in self.boards.items():
            for use in facts.uses:
                row = use.group_key if (use.summary.vendor_key or "") in told else REST
                found[row][number].append(use)
        if self.sector is not None or len(found.get(REST, {})) < LEAST:
            found.pop(REST, None)
        return found

    def figures(self) -> dict[str, tuple[int, ...]]:
        """Return boards, uses, functions, objects, pupils in thousands and leaning boards by row."""
        rows = self.rows()
        totals = Counter(number for each in rows.values() for number, uses in each.items() for _ in uses)
        return {
            key: (
                len(each),
                sum(map(len, each.values())),
                sum(len(union(uses, "functions")) for uses in each.values()),
                sum(len(union(uses, "objects")) for uses in each.values()),
                sum(self.boards[n].pupils(union(uses, "schools"))[0] for n, uses in each.items()) // 1000 * 1000,
                sum(len(uses) * 2 > totals[number] for number, uses in each.items()),
            )
            for key, each in rows.items()
        }

    def components(self) -> dict[str, tuple[int, int]]:
        """Return boards and index by component that enough boards use."""
        users: dict[str, set[str]] = defaultdict(set)
        groups: dict[str, Counter[str]] = defaultdict(Counter)
        for number, facts in self.every.items():
            for use in facts.uses:
                for one in use.summary.components:
                    users[one.guid].add(number)
                    if number in self.boards and use.group_key:
                        groups[one.guid][use.group_key] += 1
        return {
            guid: (len(numbers & self.boards.keys()), hhi(groups[guid].values()))
            for guid, numbers in users.items()
            if self.tellable(numbers)
        }

    def single(self) -> dict[str, tuple[int, int]]:
        """Return for each function the boards that have it and those where one row alone serves it."""
        rows = self.rows()
        serving: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key, each in rows.items():
            for number, uses in each.items():
                for guid in union(uses, "functions"):
                    serving[guid, number].add(key)
        boards = Counter(guid for guid, _number in serving)
        alone = Counter(guid for (guid, _number), keys in serving.items() if len(keys) == 1)
        return {guid: (boards[guid], alone[guid]) for guid in boards if boards[guid] >= LEAST and alone[guid]}

    def touched(self, kind: TargetKind, key: str) -> dict[str, Touched]:
        """Return what a what-if touches, by board."""
        facility = key if kind is TargetKind.FACILITY else ""
        found = {n: Touched(facts, leaning(facts, kind, key), {}, facility) for n, facts in self.boards.items()}
        return {number: one for number, one in found.items() if one.via}


def union(uses: Iterable[UseFacts], kind: str) -> frozenset[str]:
    """Return what some uses reach together."""
    return frozenset().union(*(getattr(use, kind) for use in uses))


def touched_figures(found: dict[str, Touched]) -> dict[str, object]:
    """Return the figures of a what-if over some boards."""
    presences = Counter(use.summary.agreement.presence for one in found.values() for use in one.uses)
    return {
        "boards": len(found),
        "uses": sum(len(one.uses) for one in found.values()),
        "schools": sum(len(affected.schools(one)) for one in found.values()),
        "pupils": sum(affected.pupils(one).number for one in found.values()),
        "unplaced": sum(use.unplaced for one in found.values() for use in one.uses),
        "functions": _elements(found, "functions"),
        "processes": _elements(found, "processes"),
        "objects": _elements(found, "objects"),
        "categories": _codes(one.code for each in found.values() for one in affected.categories(each)),
        "subjects": _codes(one.code for each in found.values() for one in affected.subjects(each)),
        "couplings": sum(len(affected.couplings(one)) for one in found.values()),
        "agreements": {one.value: presences[one] for one in AgreementPresence},
    }


def _elements(found: dict[str, Touched], kind: str) -> dict[str, tuple[int, int]]:
    boards: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for touched in found.values():
        for one in affected.elements(touched, kind):
            boards[one.guid] += 1
            alone[one.guid] += one.others == 0
    return {guid: (boards[guid], alone[guid]) for guid in boards}


def _codes(codes: Iterable[str]) -> dict[str, int]:
    return dict(Counter(codes))
