"""What the rules look at of supply: contracts, ways out, sub-processors and owners; empty means unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from swc.landscape.contracts.kinds import MAY_HOLD, ContractStatus, NoticeVerdict
from swc.landscape.kinds import LegalForm, Renewal, SettingAnswer


@dataclass(frozen=True, slots=True)
class ExitFact:
    """How far the board can leave an application: plan, and the day on which an export was last tried."""

    plan: SettingAnswer | None = None
    export_format: str = ""
    export_tested_on: date | None = None


NO_EXIT = ExitFact()
"""Nobody recorded anything on leaving."""


@dataclass(frozen=True, slots=True)
class ContractFact:
    """A contract as it stands on the day: where it is in its term, and what the Data Act says of its notice term.

    `term_end` is the last day of the term that runs, `last_notice_day` belongs to it. `notice_known` is false where
    nobody recorded a notice term.
    """

    id: str
    title: str
    form: LegalForm
    status: ContractStatus
    verdict: NoticeVerdict
    renewal: Renewal = Renewal.UNKNOWN
    signed_on: date | None = None
    term_end: date | None = None
    last_notice_day: date | None = None
    notice_months: int | None = None
    notice_days: int | None = None
    data_processing_service: bool | None = None
    products: frozenset[str] = frozenset()

    @property
    def may_hold(self) -> bool:
        """Say whether the contract holds today, as far as anybody knows."""
        return self.status in MAY_HOLD

    @property
    def notice_known(self) -> bool:
        """Say whether a notice term was recorded."""
        return self.notice_months is not None or self.notice_days is not None


class SubFact(NamedTuple):
    """A party that processes data for the vendor of a product; `key` is that of the vendor, else its folded name."""

    key: str
    name: str
    vendor_key: str = ""


class OwnerFact(NamedTuple):
    """One step of a chain of owners: who owns whom, how that is held, and since when; no day is unknown."""

    owned: str
    owner: str
    owner_key: str
    kind: str = ""
    since: date | None = None
