"""The screening criteria as one table: which data each needs, which data or product prove it.

WP1–WP9 follow WP248 rev.01 (the nine criteria of the European supervisors, 4 October 2017); AP01–AP17 follow the list
of the Autoriteit Persoonsgegevens (Stcrt. 2019, 64418). The links to data categories are a reading of ours, shown to
people with the facts, and a person's answer with a reason goes first.
"""

from __future__ import annotations

from dataclasses import dataclass

WP_SCHEME = "wp248-criteria"
AP_SCHEME = "ap-list"
WP_SOURCE = "WP248 rev.01"
AP_SOURCE = "AP-lijst, Stcrt. 2019, 64418"

SPECIAL = frozenset({"P08", "P09", "P10", "P13", "P19", "P21", "P22", "P23"})
"""Categories of art. 9 and 10 AVG (privacy notes 5.1)."""
SENSITIVE = SPECIAL | {"P03", "P05", "P06", "P07", "P11", "P17", "P18", "P20"}
"""Special categories and what WP248 calls data of a highly personal nature."""
PUPILS = frozenset({"P01", "P02", "P04", "P05", "P06", "P07", "P08", "P10", "P11"})
"""Categories that are about pupils whatever the application does."""
STAFF = frozenset({"P18", "P19", "P20"})
"""Categories that are about employees, whom WP248 counts as vulnerable towards their employer."""
HEALTH = frozenset({"P08", "P09", "P10", "P19"})


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion, read from facts.

    `needs`: without any of these categories it cannot hold. `proof`: any of these categories makes it hold.
    `words`: words in the product category that make it hold. `ai`: AI uses (scheme `ai-uses`) that make it hold.
    `large`: it holds on a large scale only. `way` names a criterion that is read in a way of its own.
    """

    code: str
    needs: frozenset[str] = frozenset()
    proof: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    ai: tuple[str, ...] = ()
    large: bool = False
    way: str = ""

    @property
    def counts(self) -> bool:
        """Say whether it is read from numbers (people, couplings) as well."""
        return self.large or self.way in ("scale", "matching")

    @property
    def scheme(self) -> str:
        """Return the code list this criterion is in."""
        return WP_SCHEME if self.code.startswith("WP") else AP_SCHEME

    @property
    def source(self) -> str:
        """Return where the criterion is written."""
        return f"{WP_SOURCE}, criterium {self.code[2:]}" if self.scheme == WP_SCHEME else f"{AP_SOURCE}, {self.code}"


def _of(text: str) -> frozenset[str]:
    return frozenset(text.split())


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "WP1",
        needs=_of("P05 P06 P07 P08 P11 P17 P20"),
        proof=_of("P06"),
        words=("adaptive", "lvs", "test", "testing", "tests", "social-emotional", "analysis", "plagiarism"),
        ai=("learning-outcomes", "proctoring", "level-of-education", "emotion-recognition"),
    ),
    Criterion("WP2", needs=_of("P04 P05 P06 P17 P20 P21"), ai=("access-admission", "level-of-education")),
    Criterion(
        "WP3",
        needs=_of("P06 P07 P11 P12 P15 P20"),
        proof=_of("P06 P20"),
        words=("monitoring", "camera", "cctv", "proctoring", "network"),
        ai=("proctoring", "emotion-recognition"),
    ),
    Criterion("WP4", way="sensitive"),
    Criterion("WP5", way="scale"),
    Criterion("WP6", way="matching"),
    Criterion("WP7", way="vulnerable"),
    Criterion("WP8", way="technology"),
    Criterion("WP9", needs=_of("P04 P05 P17 P21"), words=("enrolment", "transfer"), ai=("access-admission",)),
    Criterion("AP01", needs=_of("P11 P12 P15 P20 P21")),
    Criterion("AP02", needs=_of("P11 P21")),
    Criterion("AP03", needs=_of("P05 P17 P18 P21"), words=("plagiarism",), large=True),
    Criterion("AP04", needs=_of("P17 P18")),
    Criterion("AP05", needs=_of("P17 P18"), proof=_of("P17"), large=True),
    Criterion("AP06", needs=_of("P09")),
    Criterion("AP07", needs=HEALTH, proof=HEALTH, large=True),
    Criterion("AP08", needs=_of("P03 P05 P07 P08 P09 P10 P11 P17 P19 P21"), words=("swv", "care")),
    Criterion("AP09", needs=_of("P12"), words=("camera", "cctv"), large=True),
    Criterion("AP10", needs=_of("P12"), words=("drone", "bodycam")),
    Criterion("AP11", needs=_of("P15 P18 P20"), proof=_of("P20")),
    Criterion("AP12", needs=_of("P15"), words=("location", "tracking")),
    Criterion("AP13", needs=_of("P15"), words=("network", "filtering")),
    Criterion("AP14", needs=_of("P06 P15"), words=("vr", "ar", "wearable", "sensor")),
    Criterion(
        "AP15",
        needs=_of("P05 P06 P07 P11 P20"),
        proof=_of("P06"),
        words=("adaptive",),
        ai=("learning-outcomes", "level-of-education"),
    ),
    Criterion(
        "AP16", needs=_of("P06 P07 P11 P15"), words=("behaviour", "classroom"), ai=("proctoring", "emotion-recognition")
    ),
    Criterion("AP17", needs=_of("P12 P22"), proof=_of("P22"), words=("proctoring", "biometric")),
)
"""All criteria, in the order of the two lists."""

STEADY = tuple(one for one in CRITERIA if not one.counts)
COUNTED = tuple(one for one in CRITERIA if one.counts)

BY_CODE: dict[str, Criterion] = {one.code: one for one in CRITERIA}

NEW_TECHNOLOGY_WORDS = ("ai", "vr", "ar")
"""Words in a product category that mean technology whose effects are not settled (WP248, criterion 8)."""
MATCHING_WORDS = ("bi",)
"""Words in a product category that mean combining of data sets (WP248, criterion 6)."""
