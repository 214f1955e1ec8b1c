"""What a plan is made against, and how what a row changes in it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from swc.catalogue.rules import version_key
from swc.landscape.imports import rules
from swc.landscape.imports.rules import Edit, KnownAgreement, KnownUse
from swc.landscape.imports.schemas import FieldChange


@dataclass(frozen=True, slots=True)
class Standing:
    """What a plan is made against: the board's uses, the names of products and components, and the day.

    `versions` holds the names of the versions of each product by their number.
    """

    uses: tuple[KnownUse, ...]
    product_names: Mapping[str, str]
    component_names: Mapping[str, str]
    today: date
    versions: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    def version(self, product_key: str | None, name: str) -> int | None:
        """Return the version of a product that goes by a name; nothing when the catalogue has none."""
        if not name:
            return None
        known = self.versions.get(product_key or "", {})
        return next((one for one, other in known.items() if version_key(other) == version_key(name)), None)


def changes(edit: Edit, use: KnownUse | None, standing: Standing) -> tuple[FieldChange, ...]:
    """Return every change as text; a component or version by its name."""
    names = standing.component_names
    found = [
        FieldChange(field=name, before=rules.shown(getattr(use, name)) if use else "", after=rules.shown(value))
        for name, value in edit.fields.items()
        if name != "version_id"
    ]
    if "version_id" in edit.fields:
        found.append(_version_change(edit.fields["version_id"], use, standing))
    if edit.components:
        found.append(
            FieldChange(field="components", after=rules.shown(tuple(names.get(guid, guid) for guid in edit.components)))
        )
    if edit.categories:
        found.append(FieldChange(field="categories", after=rules.shown(edit.categories)))
    if edit.agreement:
        known = use.agreement if use else KnownAgreement()
        found += [
            FieldChange(field=f"agreement_{name}", before=rules.shown(before), after=rules.shown(after))
            for name in ("presence", "model_version", "signed_on", "valid_until")
            for before, after in [(getattr(known, name), getattr(edit.agreement, name))]
            if before != after
        ]
    return tuple(found)


def _version_change(after: object, use: KnownUse | None, standing: Standing) -> FieldChange:
    named = {number: name for names in standing.versions.values() for number, name in names.items()}
    before = named.get(use.version_id, "") if use and use.version_id is not None else ""
    return FieldChange(field="version", before=before, after=named[after] if isinstance(after, int) else "")
