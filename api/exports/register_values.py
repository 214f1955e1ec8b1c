"""Where every value of the register comes from: the annex of the document, and the sources that it names."""

from __future__ import annotations

from collections.abc import Iterator

from api.exports import words
from api.exports.document import Block, Cell, Heading, Named, Table, cell
from api.i18n import translate
from api.rendering import label
from swc.register.schemas import Activity, Register, RegisterValue
from vocab.namespaces import SOURCE
from vocab.sources import Source, sources


def values_table(activity: Activity, lead: tuple[Named, ...]) -> Table:
    """Return every value of an activity, the rejected ones too, with its state, path, source and certainty."""
    columns = (
        translate("Gegeven"),
        translate("Waarde"),
        translate("Stand"),
        translate("Herkomst en pad"),
        translate("Bron"),
        translate("Zekerheid"),
    )
    rows = tuple(_value(one, activity.anchor.name) for one in activity.values)
    return Table(translate("Waarden"), columns, (15, 23, 13, 29, 10, 10), rows, lead=lead)


def sources_part(register: Register) -> Iterator[Block]:
    """Yield the documents that the values name as their source."""
    named = sorted({value.source for one in register.activities for value in one.values})
    rows = tuple(_source(one, sources()[SOURCE + one]) for one in named if SOURCE + one in sources())
    if rows:
        yield Heading(translate("Bronnen"), 1)
        columns = (translate("Bron"), translate("Titel"), translate("Adres"))
        yield Table(translate("Bronnen"), columns, (20, 45, 35), rows)


def _source(name: str, found: Source) -> tuple[Cell, ...]:
    return (cell(name), cell(found.title), cell(found.url))


def _value(value: RegisterValue, anchor: str) -> tuple[Cell, ...]:
    differs = translate("nu afgeleid: %(what)s", what=value.difference) if value.difference else ""
    return (
        cell(words.field_name(value.field)),
        cell(words.shown(value), differs),
        cell(words.state_name(value.state), value.reason),
        cell(words.path(value, anchor)),
        cell(value.source),
        cell(label(value.trust, "trust")),
    )
