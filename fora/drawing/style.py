"""How ArchiMate looks on a drawing: a colour for each layer, a sign for each type, a line for each relation.

Colours are presentation attributes: a drawing looks the same on a page with a strict CSP and in a file by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

INK = "#1b2733"
LINE = "#4a5866"
PAPER = "#ffffff"

_LAYERS = {
    "business": ("#fff6c9", ("Business", "Contract", "Product", "Representation")),
    "application": ("#d6eff6", ("Application", "DataObject")),
    "technology": (
        "#def2d8",
        ("Technology", "Device", "Node", "SystemSoftware", "Artifact", "Path", "CommunicationNetwork", "Equipment"),
    ),
    "motivation": (
        "#e9e1f5",
        ("Driver", "Goal", "Constraint", "Requirement", "Principle", "Stakeholder", "Assessment", "Outcome", "Value"),
    ),
    "strategy": ("#f6e6cf", ("Capability", "Resource", "CourseOfAction", "ValueStream")),
    "implementation": ("#fbe5e5", ("WorkPackage", "Deliverable", "Plateau", "Gap", "Implementation")),
}

_SIGNS = {
    "ApplicationComponent": "M3 0h9v10h-9zM0 2h6v2h-6zM0 6h6v2h-6z",
    "ApplicationFunction": "M0 3l6-3 6 3v7l-6-3-6 3z",
    "BusinessFunction": "M0 3l6-3 6 3v7l-6-3-6 3z",
    "BusinessProcess": "M0 3h7v-3l5 5-5 5v-3h-7z",
    "BusinessObject": "M0 0h12v10h-12zM0 3h12",
    "DataObject": "M0 0h12v10h-12zM0 3h12",
    "BusinessRole": "M2 0h8a2 5 0 0 1 0 10h-8a2 5 0 0 1 0-10z",
    "BusinessActor": "M6 0a2 2 0 1 1 0 4a2 2 0 1 1 0-4zM6 4v3l-4 3M6 7l4 3M2 5h8",
    "BusinessEvent": "M0 0h9a3 5 0 0 1 0 10h-9l3-5z",
    "Driver": "M6 0v10M1 5h10M2 1l8 8M10 1l-8 8",
    "Constraint": "M3 0h9l-3 10h-9zM5 0l-3 10",
    "Requirement": "M3 0h9l-3 10h-9z",
    "Grouping": "M0 2h7v-2h-7zM0 2h12v8h-12z",
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a relation is drawn: dashes, and the marks at its start and end."""

    dash: str = ""
    start: str = ""
    end: str = ""


STROKES = {
    "Composition": Stroke(start="diamond-full"),
    "Aggregation": Stroke(start="diamond"),
    "Assignment": Stroke(start="dot", end="arrow-full"),
    "Realization": Stroke(dash="2 3", end="triangle"),
    "Specialization": Stroke(end="triangle"),
    "Serving": Stroke(end="arrow"),
    "Access": Stroke(dash="2 3"),
    "Influence": Stroke(dash="6 4", end="arrow"),
    "Triggering": Stroke(end="arrow-full"),
    "Flow": Stroke(dash="6 4", end="arrow-full"),
    "Association": Stroke(),
}
_ACCESS = {
    "Write": Stroke(dash="2 3", end="arrow"),
    "Read": Stroke(dash="2 3", start="arrow"),
    "ReadWrite": Stroke(dash="2 3", start="arrow", end="arrow"),
}

MARKS = {
    "arrow": '<path d="M1 1L9 5L1 9" fill="none" stroke="{line}"/>',
    "arrow-full": '<path d="M1 1L9 5L1 9Z" fill="{line}" stroke="{line}"/>',
    "triangle": '<path d="M1 1L9 5L1 9Z" fill="{paper}" stroke="{line}"/>',
    "diamond": '<path d="M9 5L5 8L1 5L5 2Z" fill="{paper}" stroke="{line}"/>',
    "diamond-full": '<path d="M9 5L5 8L1 5L5 2Z" fill="{line}" stroke="{line}"/>',
    "dot": '<circle cx="7" cy="5" r="2.5" fill="{line}"/>',
}


def layer(archimate_type: str) -> str:
    """Return the layer of an ArchiMate type: business, application, technology, motivation, … or other."""
    for name, (_, starts) in _LAYERS.items():
        if archimate_type.startswith(starts):
            return name
    return "other"


def fill(archimate_type: str) -> str:
    """Return the colour of a type's layer."""
    found = _LAYERS.get(layer(archimate_type))
    return found[0] if found else PAPER


def sign(archimate_type: str) -> str:
    """Return the path of a type's sign in a box of 12 by 10, or an empty text."""
    return _SIGNS.get(archimate_type, "")


def stroke(relation: str, access_type: str = "") -> Stroke:
    """Return how a relation is drawn; a line that is no relation is plain."""
    if relation == "Access":
        return _ACCESS.get(access_type, STROKES["Access"])
    return STROKES.get(relation, Stroke())
