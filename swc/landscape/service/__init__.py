"""Changes to a board's landscape; one file for each thing that changes, every change with its event."""

from swc.landscape.service.agreements import set_agreement
from swc.landscape.service.couplings import add_coupling, change_coupling, remove_coupling
from swc.landscape.service.placements import place, unplace
from swc.landscape.service.removal import remove_use
from swc.landscape.service.uses import add_use, change_use, set_categories, set_schools, set_status
from swc.landscape.service.verdicts import decide, decide_all

__all__ = [
    "add_coupling",
    "add_use",
    "change_coupling",
    "change_use",
    "decide",
    "decide_all",
    "place",
    "remove_coupling",
    "remove_use",
    "set_agreement",
    "set_categories",
    "set_schools",
    "set_status",
    "unplace",
]
