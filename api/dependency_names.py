"""What the parts of dependency are called in the language of the reader: groups, and the ends of flows."""

from __future__ import annotations

from api.i18n import translate
from api.rendering import label
from swc.dependency.kinds import FlowEnd
from swc.dependency.schemas import UNKNOWN_VENDOR, GroupPart, GroupShare
from swc.dependency.sector_schemas import REST, SectorGroup


def group_name(group: GroupShare | SectorGroup | GroupPart) -> str:
    """Return the name of a group, or what the row without one holds."""
    if group.key == UNKNOWN_VENDOR:
        return translate("leverancier onbekend")
    return translate("kleine leveranciers samen") if group.key == REST else group.name


def end_name(kind: FlowEnd, key: str, name: str) -> str:
    """Return what a flow comes from or goes to: a product, data by their category, or the people they are about."""
    if kind is FlowEnd.CATEGORY and key:
        return label(key, "data-categories")
    if kind is FlowEnd.SUBJECT and key:
        return label(key, "data-subjects")
    return name or translate("onbekend")
