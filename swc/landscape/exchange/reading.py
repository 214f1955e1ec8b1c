"""From a model as read to what it tells of a board's landscape; pure, against what is known of FORA and the board."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from fora.guids import found_guid, guid
from fora.readers.model import RawElement, RawModel, RawPair, RawRelation
from swc.landscape.exchange import encoding as e
from swc.landscape.exchange.kinds import EndKind
from swc.landscape.exchange.told import End, Told, ToldCoupling, ToldOther, ToldUse

_APPLICATION = "ApplicationComponent"
_MOST_DIGITS = 9
_CATALOGUE = frozenset({e.VENDOR, e.PRODUCT, e.BOARD, e.PARTY, e.STANDARD})


@dataclass(frozen=True, slots=True)
class Known:
    """What a file is read against: elements and relations of FORA by GUID, its components, the board's own things.

    `standards` gives the code of a standard by its GUID in FORA.
    """

    elements: Mapping[str, str]
    relations: Collection[str]
    components: Collection[str]
    uses: Collection[UUID]
    couplings: Collection[UUID]
    standards: Mapping[str, str] = field(default_factory=dict)


def told(model: RawModel, known: Known) -> Told:
    """Return what a model tells; what changes nothing is told too, each with its reason."""
    return _Reading(model, known).told()


class _Reading:
    """Reads one model: first what each element is, then what the relations say."""

    def __init__(self, model: RawModel, known: Known) -> None:
        self._model = model
        self._known = known
        self._elements = {one.id: one for one in model.elements}
        self._fora = {one.id: key for one in model.elements if (key := _fora_guid(one, known)) is not None}
        self._out: dict[str, list[RawRelation]] = {}
        self._in: dict[str, list[RawRelation]] = {}
        for one in model.relations:
            self._out.setdefault(one.source, []).append(one)
            self._in.setdefault(one.target, []).append(one)
        self._uses = {one.id: self._use_id(one) for one in model.elements if self._is_use(one)}
        self._handled: set[str] = set()

    def told(self) -> Told:
        head = _values(self._model.properties)
        uses = tuple(self._use(self._elements[ref]) for ref in self._uses)
        couplings = tuple(self._couplings())
        return Told(
            board=head.get(e.BOARD_NUMBER, ""),
            release=head.get(e.RELEASE, "")[:80],
            up_to=_moment(head.get(e.UP_TO, "")),
            uses=uses,
            couplings=couplings,
            others=tuple(self._others()),
        )

    def _is_use(self, one: RawElement) -> bool:
        """Say whether an element is an application of the board, or one that the file brings."""
        if one.type != _APPLICATION or one.id in self._fora:
            return False
        if self._use_id(one) is not None:
            return True
        kind = _value(one.properties, e.SWC_TYPE)
        return kind == e.USE or (kind not in _CATALOGUE and any(True for _ in self._placements(one)))

    def _use_id(self, one: RawElement) -> UUID | None:
        for text in (_value(one.properties, e.OBJECT_ID), one.id):
            found = _uuid(text)
            if found in self._known.uses:
                return found
        return None

    def _placements(self, one: RawElement) -> Iterator[tuple[RawRelation, str]]:
        """Yield the components for which an application is used, with the relation that says so."""
        for relation in self._out.get(one.id, ()):
            key = self._fora.get(relation.target)
            if relation.type == "Specialization" and key in self._known.components and relation.name != e.SUITED:
                yield relation, key or ""

    def _use(self, one: RawElement) -> ToldUse:
        fields = _values(one.properties)
        placements = list(self._placements(one))
        self._handled.update(relation.id for relation, _ in placements)
        product = self._product(one)
        return ToldUse(
            ref=one.id,
            use_id=self._uses[one.id],
            name=" ".join(one.name.split()),
            product_key=_value(product.properties, e.PRODUCT_KEY) if product else fields.get(e.PRODUCT_KEY, ""),
            product_name=product.name if product else "",
            vendor=self._vendor(product or one),
            notes=one.documentation,
            fields={key: value for key, value in fields.items() if key in FIELDS},
            components=tuple(sorted({key for _, key in placements})),
            version=_number(fields.get(e.ROW_VERSION, "")),
        )

    def _product(self, one: RawElement) -> RawElement | None:
        for relation in self._in.get(one.id, ()):
            other = self._elements.get(relation.source)
            if (
                other is not None
                and relation.type == "Specialization"
                and _value(other.properties, e.SWC_TYPE) == e.PRODUCT
            ):
                self._handled.add(relation.id)
                return other
        return None

    def _vendor(self, one: RawElement) -> str:
        for relation in self._in.get(one.id, ()):
            other = self._elements.get(relation.source)
            if other is not None and _value(other.properties, e.SWC_TYPE) == e.VENDOR:
                return other.name
        return ""

    def _couplings(self) -> Iterator[ToldCoupling]:
        for one in self._model.relations:
            if one.type == "Flow" and (one.source in self._uses or one.target in self._uses):
                self._handled.add(one.id)
                fields = _values(one.properties)
                yield ToldCoupling(
                    ref=one.id,
                    coupling_id=self._coupling_id(one),
                    name=one.name,
                    source=self._end(one.source),
                    target=self._end(one.target),
                    fields={key: value for key, value in fields.items() if key in COUPLING_FIELDS},
                    description=one.documentation,
                    standards=self._standards(one),
                    version=_number(fields.get(e.ROW_VERSION, "")),
                )

    def _coupling_id(self, one: RawRelation) -> UUID | None:
        for text in (_value(one.properties, e.OBJECT_ID), one.id):
            found = _uuid(text)
            if found in self._known.couplings:
                return found
        return None

    def _end(self, ref: str) -> End:
        one = self._elements.get(ref)
        name = " ".join(one.name.split()) if one else ref
        if ref in self._uses:
            use_id = self._uses[ref]
            return (
                End(kind=EndKind.USE, key=str(use_id), name=name)
                if use_id
                else End(kind=EndKind.NEW, key=ref, name=name)
            )
        if ref in self._fora:
            return End(kind=EndKind.ELEMENT, key=self._fora[ref], name=name)
        return End(kind=EndKind.PARTY, key=name, name=name)

    def _standards(self, flow: RawRelation) -> tuple[str, ...]:
        """Return the codes of the standards that a flow implements."""
        found = set()
        for relation in (*self._out.get(flow.id, ()), *self._in.get(flow.id, ())):
            other = self._elements.get(relation.target if relation.source == flow.id else relation.source)
            if relation.type != "Association" or other is None:
                continue
            code = _value(other.properties, e.STANDARD_CODE) or self._known.standards.get(self._fora.get(other.id, ""))
            if code:
                self._handled.add(relation.id)
                found.add(code)
        return tuple(sorted(found))

    def _others(self) -> Iterator[ToldOther]:
        """Yield what of the file changes nothing in the landscape, as far as a person may have drawn it."""
        for one in self._model.unused:
            yield ToldOther(ref=one.id, name=one.name, reason=f"{one.reason[:1].upper()}{one.reason[1:]}.")
        for element in self._model.elements:
            if element.id not in self._fora and element.id not in self._uses and not self._ours(element.properties):
                yield ToldOther(ref=element.id, name=element.name or element.type, reason=_reason_of(element))
        for relation in self._model.relations:
            if relation.id not in self._handled and not self._ours(relation.properties) and not self._of_fora(relation):
                yield ToldOther(ref=relation.id, name=self._sentence(relation), reason=_NO_RELATION)

    def _ours(self, pairs: Sequence[RawPair]) -> bool:
        """Say whether the file got this from us: catalogue and reference are not changed by it."""
        return _value(pairs, e.BRON) in {e.OWN, e.FORA}

    def _of_fora(self, one: RawRelation) -> bool:
        return guid(one.id) in self._known.relations

    def _sentence(self, one: RawRelation) -> str:
        ends = (self._elements.get(one.source), self._elements.get(one.target))
        names = [end.name if end is not None else "?" for end in ends]
        return f"{one.type} {one.name}: {names[0]} → {names[1]}".replace(" :", ":")


FIELDS = frozenset(
    {
        *(e.VERSION, e.STATUS, e.STATUS_SINCE, e.START, e.END, e.SCHOOLS, e.OWNER, e.HOSTING, e.USERS, e.COST),
        *(e.CRITICALITY, e.CATEGORIES),
    }
)
"""The properties of an application that a file can change."""

COUPLING_FIELDS = frozenset({e.DIRECTION, e.KIND, e.ALL_CATEGORIES})
"""The properties of a coupling that a file can change."""

_NO_RELATION = "Deze relatie zegt niets over het landschap van het bestuur en is niet overgenomen."


def _reason_of(one: RawElement) -> str:
    if one.type == _APPLICATION:
        return (
            "Dit is geen applicatie van het bestuur: er loopt geen Specialization naar een referentiecomponent, "
            "en de eigenschap SWC type is geen Pakketversie."
        )
    return "Een element van dit type verandert het landschap niet en is niet overgenomen."


def _fora_guid(one: RawElement, known: Known) -> str | None:
    """Return the GUID of an element of FORA: by Object ID, else by identifier."""
    for text in (_value(one.properties, e.OBJECT_ID), one.id):
        found = found_guid(text)
        if found in known.elements:
            return found
    found = guid(one.id)
    return found if found in known.elements else None


def _value(pairs: Sequence[RawPair], key: str) -> str:
    return next((one.value.strip() for one in pairs if one.key == key), "")


def _values(pairs: Sequence[RawPair]) -> dict[str, str]:
    """Return the first value of each property."""
    found: dict[str, str] = {}
    for one in pairs:
        found.setdefault(one.key, one.value.strip())
    return found


def _uuid(text: str) -> UUID | None:
    found = found_guid(text)
    return UUID(found) if found else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def _moment(text: str) -> datetime | None:
    """Return a moment; one without its time zone is no moment."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
