"""Pure: through what people sign on, and to which national facility or party outside a coupling leads."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from swc.catalogue.rules import fold
from swc.dependency.kinds import TargetKind
from swc.landscape.schemas import CouplingDetail
from vocab.schemes import scheme

SIGN_ON_KIND: Final = "inlog"
"""The code of scheme `coupling-kinds` for single sign-on."""
FACILITIES: Final = ("entree", "basispoort", "surfconext", "edurep", "rod", "rio", "osr", "oso", "eherkenning")
"""The codes of scheme `standards` that are a facility run by one body, and not only a way to write things down."""
SIGN_ON_FACILITIES: Final = frozenset({"entree", "basispoort", "surfconext", "eherkenning"})
"""The facilities through which people sign on."""
SIGN_ON_STANDARDS: Final = SIGN_ON_FACILITIES | {"saml", "oidc"}
"""The codes of scheme `standards` that say that people sign on over a coupling."""


class Outside(NamedTuple):
    """Where a coupling leads, as the target of a what-if."""

    target: TargetKind
    key: str
    name: str


def signs_on(coupling: CouplingDetail) -> bool:
    """Say whether people sign on over a coupling: by its kind, its standards, or the facility it names."""
    return (
        coupling.kind == SIGN_ON_KIND
        or not SIGN_ON_STANDARDS.isdisjoint(coupling.standards)
        or any(one.key in SIGN_ON_FACILITIES for one in facilities(coupling))
    )


def outside(coupling: CouplingDetail) -> Outside | None:
    """Return the facility or party outside the board to which a coupling leads; nothing for one between two uses.

    A name or a standard of a national facility gives that facility, any other name a party of that name.
    """
    if coupling.target_use_id is not None:
        return None
    code = named_facility(coupling.target_name)
    key = code or fold(coupling.target_name)
    return Outside(TargetKind.FACILITY, key, _labels()[code] if code else coupling.target_name)


def facilities(coupling: CouplingDetail) -> tuple[Outside, ...]:
    """Return every facility that a coupling leans on: where it leads, and those that its ends or standards name.

    A board may keep a facility (Basispoort, for instance) as an application of its own.
    """
    led = outside(coupling)
    ends = (named_facility(coupling.target_name), named_facility(coupling.source_name))
    codes = (code for code in (*ends, *coupling.standards) if code in FACILITIES)
    named = (Outside(TargetKind.FACILITY, code, _labels()[code]) for code in codes if code)
    return tuple({one.key: one for one in (*((led,) if led else ()), *named)}.values())


def provider(coupling: CouplingDetail) -> Outside | None:
    """Return through which facility or party people sign on; nothing where the other end is a use of the board."""
    through = [one for one in facilities(coupling) if one.key in SIGN_ON_FACILITIES]
    return through[0] if through else outside(coupling)


@cache
def named_facility(name: str) -> str | None:
    """Return the code of the facility that a name means: the code is one of its words, as in `Overstapservice (OSO)`.

    Only facilities with a telling code are known; a name that holds none is a party of that name.
    """
    words = set(fold(name).split())
    return next((code for code in FACILITIES if code in words), None)


@cache
def _labels() -> dict[str, str]:
    return {one.code: one.label_nl for one in scheme("standards").concepts}
