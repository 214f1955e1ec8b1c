"""Enumerations of the room of contracts and exits."""

from __future__ import annotations

from enum import StrEnum


class ContractStatus(StrEnum):
    """Where a contract stands today; unknown where its dates do not tell."""

    FUTURE = "future"
    RUNNING = "running"
    NOTICE_WINDOW = "notice-window"
    NOTICE_PASSED = "notice-passed"
    ENDED = "ended"
    UNKNOWN = "unknown"


HOLDS = frozenset({ContractStatus.RUNNING, ContractStatus.NOTICE_WINDOW, ContractStatus.NOTICE_PASSED})
"""The statuses in which a contract holds today."""

MAY_HOLD = HOLDS | {ContractStatus.UNKNOWN}
"""The statuses in which a contract holds today, as far as anybody knows."""


class NoticeVerdict(StrEnum):
    """Whether a notice term keeps to art. 25 of the Data Act (Reg. (EU) 2023/2854)."""

    WITHIN = "within"
    CONFLICT = "conflict"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"


class CalendarKind(StrEnum):
    """What happens to a contract on a day: the last day to give notice, a renewal by itself, or its end."""

    LAST_NOTICE = "last-notice"
    RENEWAL = "renewal"
    END = "end"


class CostBasis(StrEnum):
    """Where a yearly cost of a use comes from: its share of contracts, what the board noted at the use, or nowhere."""

    CONTRACT = "contract"
    USE = "use"
    UNKNOWN = "unknown"


class LifecycleKind(StrEnum):
    """Which announced end it is: that of a product, or that of the support of a version."""

    PRODUCT_END = "product-end"
    VERSION_SUPPORT_END = "version-support-end"


class Uncovered(StrEnum):
    """Why no contract is known to hold for a use."""

    NO_CONTRACT = "no-contract"
    ENDED = "ended"
    NOT_STARTED = "not-started"
    UNKNOWN = "unknown"


class Unused(StrEnum):
    """Why a contract has no use: it names no product, nobody uses its products, or their uses have ended."""

    NO_PRODUCT = "no-product"
    NOT_USED = "not-used"
    USE_ENDED = "use-ended"
