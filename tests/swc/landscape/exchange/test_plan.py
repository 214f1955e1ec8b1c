"""A board's landscape out as a model and back: no change when nothing changed, else exactly what was changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from fora.models import Release, View
from fora.readers import read_bytes
from fora.readers.model import RawElement, RawModel, RawPair, RawRelation
from fora.writers.ameff import write
from fora.writers.checking import problems
from swc.audit.models import Event
from swc.catalogue.kinds import DataLevel
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, RuleRefusedError
from swc.landscape import queries as landscape
from swc.landscape import service as changes
from swc.landscape.exchange import commit, queries, service, undo
from swc.landscape.exchange import encoding as e
from swc.landscape.exchange.kinds import Deed, ExchangeChoice
from swc.landscape.exchange.model import board_file
from swc.landscape.exchange.schemas import ExchangeChoicesInput, ExchangePreview, Item, ItemChoiceInput
from swc.landscape.imports.kinds import RowState
from swc.landscape.kinds import Criticality, Direction, UsageStatus
from swc.landscape.models import Coupling, CouplingStandard, Placement, Use
from swc.landscape.schemas import StatusChange, UseUpdate
from tests.factories.catalogue import make_product
from tests.factories.fora import LAS, STANDARD
from tests.factories.landscape import make_codes, make_coupling, make_landscape, make_use
from tests.personas import BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, acting
from tests.query_count import counted

BY = acting(CARLA)
LATER = acting(CARLA, now=NOW + timedelta(days=1))


@pytest.fixture(autouse=True)
def board_with_landscape(session: Session) -> None:
    make_landscape(session)
    make_product(session, "rooster", name="Rooster Plus", vendor_key="schoolmaster", category="")
    make_product(session, "zermelo", name="Zermelo", vendor_key="schoolmaster", category="")
    make_codes(session, "data-categories", "P02")


def magister(session: Session) -> Use:
    return make_use(session, components=(LAS,), own_name="Ons LAS", users=120, notes="Regel een\nregel <twee> & é")


def out(session: Session) -> bytes:
    return board_file(session, BOARD_A, by=BY).content


def back(session: Session, content: bytes) -> ExchangePreview:
    batch_id = service.keep_file(session, BOARD_A, service.read_file(content, "landschap.xml"), by=LATER)
    return queries.preview(session, BOARD_A, batch_id, by=LATER, limit=500)


def edited(session: Session, change: Callable[[RawModel], object]) -> ExchangePreview:
    """Take the model, change it as a person does in a modelling tool, and read it in."""
    model = read_bytes(out(session), "landschap.xml").model
    change(model)
    model.organizations = []
    return back(session, write(model).content)


def element(model: RawModel, name: str, kind: str = e.USE) -> RawElement:
    return next(one for one in model.elements if one.name == name and RawPair(e.SWC_TYPE, kind) in one.properties)


def put(one: RawElement | RawRelation, key: str, value: str) -> None:
    one.properties = [pair for pair in one.properties if pair.key != key] + [RawPair(key, value)]


def touched(seen: ExchangePreview) -> list[Item]:
    return [one for one in seen.rows if one.state not in (RowState.UNCHANGED, RowState.SKIPPED)]


def told(seen: ExchangePreview) -> list[tuple[str, str, str]]:
    return [(one.field, one.before, one.after) for item in touched(seen) for one in item.changes]


def carry_out(session: Session, seen: ExchangePreview) -> None:
    commit.commit(session, BOARD_A, seen.id, by=LATER)


def choose(session: Session, seen: ExchangePreview, item: Item, kind: ExchangeChoice, key: str = "") -> ExchangePreview:
    data = ExchangeChoicesInput(rows=(ItemChoiceInput(row=item.number, kind=kind, key=key),))
    service.choose(session, BOARD_A, seen.id, data, by=LATER)
    return queries.preview(session, BOARD_A, seen.id, by=LATER, limit=500)


def test_the_same_landscape_gives_the_same_bytes_and_a_file_of_the_right_form(session: Session) -> None:
    use = magister(session)
    make_coupling(session, use, target_name="Leverancier X", standards=("uwlr",))
    assert out(session) == out(session)
    assert problems(out(session)) == ()


def test_reference_and_own_content_are_told_apart_and_the_two_specializations_too(session: Session) -> None:
    use = magister(session)
    model = read_bytes(out(session), "m.xml").model
    origins = {one.id: next(pair.value for pair in one.properties if pair.key == e.BRON) for one in model.elements}
    assert origins[f"id-{LAS}"] == e.FORA
    assert origins[e.xml_id(use.id)] == origins[e.product_id("magister")] == e.OWN
    relations = {(one.type, one.name, one.source, one.target) for one in model.relations}
    assert ("Specialization", e.PLACED, e.xml_id(use.id), f"id-{LAS}") in relations
    assert ("Specialization", e.HAS_VERSION, e.product_id("magister"), e.xml_id(use.id)) in relations
    assert ("Association", e.SUPPLIES, e.vendor_id("schoolmaster"), e.product_id("magister")) in relations
    assert ("Serving", e.USED_BY, e.xml_id(use.id), e.board_id(BOARD_A)) in relations


def test_what_is_not_known_is_left_out_and_never_told_as_no(session: Session) -> None:
    make_product(session, "vaag", name="Vaag", category="", data_level=DataLevel.UNKNOWN)
    make_use(session, product="vaag")
    one = element(read_bytes(out(session), "m.xml").model, "Vaag")
    values = {pair.key: pair.value for pair in one.properties}
    assert values[e.PERSONAL] == values[e.AGREEMENT] == "onbekend"
    assert not {e.COST, e.USERS, e.CRITICALITY, e.HOSTING} & set(values)


STATUSES = st.sampled_from([UsageStatus.IN_PRODUCTION, UsageStatus.PLANNED, UsageStatus.PHASED_OUT])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
USES = st.lists(
    st.fixed_dictionaries(
        {
            "product": st.sampled_from(["magister", "rooster"]),
            "own_name": TEXTS,
            "status": STATUSES,
            "notes": TEXTS,
            "owner_role": TEXTS,
            "users": st.none() | st.integers(0, 9_999_999),
            "yearly_cost": st.none() | st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100),
            "criticality": st.none() | st.sampled_from(list(Criticality)),
            "start_date": st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)),
            "components": st.sampled_from([(), (LAS,), (LAS, "ee" * 16)]),
            "schools": st.sampled_from([(), ("22BB",)]),
            "categories": st.sampled_from([(), ("P01", "P12")]),
        }
    ),
    min_size=1,
    max_size=5,
)
LINKS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(list(Direction)), st.booleans(), TEXTS), max_size=4
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(uses=USES, links=LINKS)
def test_a_model_that_nobody_changed_changes_nothing(
    session: Session, uses: list[dict[str, object]], links: list[tuple[int, int, Direction, bool, str]]
) -> None:
    with session.begin_nested() as point:
        made = [make_use(session, **{**one, **_clean(one)}) for one in uses]  # type: ignore[arg-type]
        for source, target, direction, outside, name in links:
            first, second = made[source % len(made)], made[target % len(made)]
            if outside or first is second:
                label = name.replace("\x00", "") or "ROD"
                guid = STANDARD if len(name) % 2 else None
                make_coupling(session, first, target_name=label, target_guid=guid, direction=direction, kind="api")
            else:
                make_coupling(session, first, target=second, direction=direction, standards=("uwlr", "oso"))
        content = out(session)
        assert problems(content) == ()
        seen = back(session, content)
        assert [(item.name, item.state, item.changes, item.problems) for item in touched(seen)] == []
        assert seen.count(RowState.SKIPPED) == 0
        point.rollback()


def _clean(one: dict[str, object]) -> dict[str, str]:
    """PostgreSQL holds no NUL."""
    return {name: value.replace("\x00", "") for name, value in one.items() if isinstance(value, str)}


def test_a_renamed_application_becomes_a_new_own_name(session: Session) -> None:
    use = magister(session)
    seen = edited(session, lambda model: setattr(element(model, "Ons LAS"), "name", "Leerlingsysteem"))
    assert told(seen) == [("Naam", "Ons LAS", "Leerlingsysteem")]
    carry_out(session, seen)
    assert session.get_one(Use, use.id).own_name == "Leerlingsysteem"


def test_a_changed_status_and_an_emptied_property_are_taken(session: Session) -> None:
    use = magister(session)

    def change(model: RawModel) -> None:
        put(element(model, "Ons LAS"), e.STATUS, "Uit te faseren")
        put(element(model, "Ons LAS"), e.USERS, "")

    seen = edited(session, change)
    assert set(told(seen)) == {(e.STATUS, "In productie", "Uit te faseren"), (e.USERS, "120", "")}
    carry_out(session, seen)
    row = session.get_one(Use, use.id)
    assert (row.status, row.users) == (UsageStatus.PHASING_OUT, None)


def test_a_property_that_is_not_in_the_file_says_nothing(session: Session) -> None:
    magister(session)

    def change(model: RawModel) -> None:
        one = element(model, "Ons LAS")
        one.properties = [pair for pair in one.properties if pair.key in (e.OBJECT_ID, e.SWC_TYPE)]
        one.documentation = ""

    assert touched(edited(session, change)) == []


def test_a_removed_placement_is_taken_off(session: Session) -> None:
    use = magister(session)
    seen = edited(
        session,
        lambda model: setattr(model, "relations", [one for one in model.relations if one.name != e.PLACED]),
    )
    assert told(seen) == [(e.PLACED, "Leerlingadministratiesysteem", "")]
    carry_out(session, seen)
    assert session.get(Placement, (use.id, LAS)) is None


def add_application(model: RawModel, name: str = "Zermelo") -> None:
    model.elements.append(RawElement("id-nieuw", "ApplicationComponent", name))
    model.relations.append(RawRelation("id-rel", "Specialization", "id-nieuw", f"id-{LAS}"))


def test_a_new_application_with_a_known_name_is_added_where_it_was_placed(session: Session) -> None:
    magister(session)
    seen = edited(session, add_application)
    (item,) = touched(seen)
    assert (item.state, item.deed, item.changes[0].after) == (RowState.NEW, Deed.ADD, "Zermelo")
    assert "op naam herkend" in item.problems[0].text
    carry_out(session, seen)
    use = session.exec(select(Use).where(Use.product_key == "zermelo")).one()
    assert session.get(Placement, (use.id, LAS)) is not None


def test_an_application_that_nobody_knows_waits_for_a_person_and_can_be_proposed(session: Session) -> None:
    seen = edited(session, lambda model: add_application(model, "Qwxz Planbord"))
    (item,) = touched(seen)
    assert item.state is RowState.CHOOSE
    with pytest.raises(RuleRefusedError):
        carry_out(session, seen)
    after = choose(session, seen, item, ExchangeChoice.CONCEPT)
    assert after.may_commit
    carry_out(session, after)
    assert [one.name for one in landscape.use_summaries(session, BOARD_A, on=NOW.date())] == ["Qwxz Planbord"]


def test_an_application_with_the_name_of_one_that_is_there_is_asked_about(session: Session) -> None:
    make_use(session, product="zermelo")

    def change(model: RawModel) -> None:
        model.elements = [one for one in model.elements if one.name != "Zermelo"]
        model.relations, model.properties = [], []
        add_application(model, "Zermelo")

    seen = edited(session, change)
    (item,) = touched(seen)
    use = next(one for one in item.options if one.kind is ExchangeChoice.USE)
    assert item.state is RowState.CHOOSE
    after = choose(session, seen, item, ExchangeChoice.USE, use.key)
    assert [one.field for one in touched(after)[0].changes] == [e.PLACED]


def test_a_new_flow_becomes_a_coupling_with_its_standard(session: Session) -> None:
    first, second = magister(session), make_use(session, product="rooster")
    make_coupling(session, first, target_name="Derde", standards=("uwlr",))

    def change(model: RawModel) -> None:
        known = next(one for one in model.relations if one.name == e.IMPLEMENTS)
        flow = RawRelation("id-flow", "Flow", e.xml_id(second.id), e.xml_id(first.id), name="roosters")
        model.relations += [flow, RawRelation("id-std", "Association", "id-flow", known.target)]

    seen = edited(session, change)
    (item,) = touched(seen)
    assert (item.state, item.deed) == (RowState.NEW, Deed.ADD)
    carry_out(session, seen)
    row = session.exec(select(Coupling).where(Coupling.source_use_id == second.id)).one()
    assert (row.target_use_id, row.direction) == (first.id, Direction.OUT)
    assert session.get(CouplingStandard, (row.id, "uwlr")) is not None


def test_a_turned_flow_and_a_removed_one_are_exactly_that(session: Session) -> None:
    use = magister(session)
    turned = make_coupling(session, use, target_name="Derde", direction=Direction.OUT)
    gone = make_coupling(session, use, target_name="Vierde")

    def change(model: RawModel) -> None:
        model.relations = [one for one in model.relations if one.id != e.xml_id(gone.id)]
        flow = next(one for one in model.relations if one.id == e.xml_id(turned.id))
        flow.source, flow.target = flow.target, flow.source

    seen = edited(session, change)
    assert {(item.deed, tuple(one.field for one in item.changes)) for item in touched(seen)} == {
        (Deed.CHANGE, (e.DIRECTION,)),
        (Deed.REMOVE, ("Koppeling",)),
    }
    carry_out(session, seen)
    assert session.get_one(Coupling, turned.id).direction is Direction.IN
    assert session.get(Coupling, gone.id) is None


def test_an_application_that_is_gone_from_the_file_is_asked_about_and_never_removed(session: Session) -> None:
    use = magister(session)
    make_use(session, product="rooster")

    def change(model: RawModel) -> None:
        model.elements = [one for one in model.elements if one.id != e.xml_id(use.id)]

    seen = edited(session, change)
    (item,) = touched(seen)
    assert (item.state, item.deed) == (RowState.CHOOSE, Deed.PHASE_OUT)
    carry_out(session, choose(session, seen, item, ExchangeChoice.PHASE_OUT))
    assert session.get_one(Use, use.id).status is UsageStatus.PHASED_OUT


def test_what_was_added_after_the_file_was_made_is_not_gone(session: Session) -> None:
    magister(session)
    content = out(session)
    late = make_use(session, product="rooster")
    late.created_at = NOW + timedelta(hours=1)
    session.add(late)
    session.flush()
    assert touched(back(session, content)) == []


def test_what_was_changed_after_the_file_was_made_is_asked_about(session: Session) -> None:
    use = magister(session)
    content = out(session)
    changes.change_use(session, BOARD_A, use.id, UseUpdate(users=99), by=BY)
    seen = back(session, content)
    (item,) = touched(seen)
    assert item.state is RowState.CHOOSE
    kept = choose(session, seen, item, ExchangeChoice.SKIP)
    assert touched(kept) == []
    assert told(choose(session, seen, item, ExchangeChoice.TAKE)) == [(e.USERS, "99", "120")]


def test_a_whole_file_is_taken_back_and_what_somebody_changed_since_is_left(session: Session) -> None:
    use, other = magister(session), make_use(session, product="rooster", components=(LAS,))
    link = make_coupling(session, use, target=other)

    def change(model: RawModel) -> None:
        add_application(model)
        put(element(model, "Ons LAS"), e.STATUS, "Gepland")
        put(element(model, "Rooster Plus"), e.OWNER, "ICT")
        placed = (e.xml_id(use.id), e.PLACED)
        model.relations = [
            one for one in model.relations if (one.source, one.name) != placed and one.id != e.xml_id(link.id)
        ]

    seen = edited(session, change)
    carry_out(session, seen)
    changes.set_status(session, BOARD_A, other.id, StatusChange(status=UsageStatus.PLANNED), by=LATER)
    result = undo.undo(session, BOARD_A, seen.id, by=LATER)
    assert (result.taken_back, result.left) == (3, 1)
    row = session.get_one(Use, use.id)
    assert (row.status, row.status_since) == (UsageStatus.IN_PRODUCTION, None)
    assert session.get(Placement, (use.id, LAS)) is not None
    assert session.get(Coupling, link.id) is not None
    assert session.exec(select(Use).where(Use.product_key == "zermelo")).all() == []
    with pytest.raises(ConflictError):
        undo.undo(session, BOARD_A, seen.id, by=LATER)
    kinds = [one.kind for one in session.exec(select(Event))]
    assert {"model.imported", "model.undone"} <= set(kinds)


def test_a_value_that_cannot_be_read_stops_the_item_with_the_property_and_the_reason(session: Session) -> None:
    magister(session)
    seen = edited(session, lambda model: put(element(model, "Ons LAS"), e.STATUS, "weet niet"))
    (item,) = touched(seen)
    assert item.state is RowState.ERROR
    assert item.problems[0].text.startswith("Gebruik status “weet niet” kan niet worden gelezen")


def test_what_says_nothing_of_the_landscape_is_told_with_its_reason(session: Session) -> None:
    magister(session)
    seen = edited(session, lambda model: model.elements.append(RawElement("id-doel", "Goal", "Beter worden")))
    (item,) = (one for one in seen.rows if one.state is RowState.SKIPPED)
    assert (item.ref, item.name) == ("id-doel", "Beter worden")
    assert touched(seen) == []


def test_the_file_of_another_board_and_a_model_without_applications_are_refused(session: Session) -> None:
    magister(session)
    other = read_bytes(out(session), "m.xml").model
    other.properties = [RawPair(e.BOARD_NUMBER, BOARD_B)]
    empty = RawModel(format=other.format, id="id-leeg", name="leeg", elements=[RawElement("id-1", "Goal", "x")])
    for model, why in ((other, "is het landschap van bestuur"), (empty, "geen applicaties")):
        read = service.read_file(write(model).content, "m.xml")
        with pytest.raises(InvalidInputError) as refused:
            service.keep_file(session, BOARD_A, read, by=BY)
        assert why in refused.value.problems[0].message


def test_only_an_editor_reads_in_and_another_board_sees_nothing(session: Session) -> None:
    magister(session)
    seen = back(session, out(session))
    with pytest.raises(NotAllowedError):
        queries.preview(session, BOARD_A, seen.id, by=acting(BRAM))
    for board, by in ((BOARD_A, acting(CHRIS)), (BOARD_B, acting(CHRIS))):
        with pytest.raises(Exception, match="niet gevonden"):
            queries.preview(session, board, seen.id, by=by)
    with pytest.raises(Exception, match="niet gevonden"):
        board_file(session, BOARD_A, by=acting(CHRIS))


def test_a_copy_made_in_a_tool_with_the_same_object_id_is_asked_about(session: Session) -> None:
    use = magister(session)

    def change(model: RawModel) -> None:
        one = element(model, "Ons LAS")
        model.elements.append(RawElement(f"id-{uuid4()}", one.type, "Ons LAS (kopie)", properties=one.properties))

    seen = edited(session, change)
    (item,) = touched(seen)
    assert item.state is RowState.CHOOSE
    assert UUID(str(use.id)) not in {one.use_id for one in touched(seen)}


def test_a_copied_view_keeps_its_drawing_and_holds_every_application_in_the_box_of_its_component(
    session: Session,
) -> None:
    release = session.exec(select(Release)).one()
    node = {"kind": "element", "x": 10.0, "y": 10.0, "w": 120.0, "h": 55.0, "parent": None, "view": None, "label": ""}
    nodes = [
        {**node, "id": "n1", "element": LAS, "style": {"fill": [1, 2, 3]}},
        {**node, "id": "n2", "element": None, "kind": "note", "y": 90.0, "label": "Let op"},
    ]
    lines = [{"id": "c1", "source": "n1", "target": "n2", "relation": None, "label": "", "points": [[70.0, 80.0]]}]
    view = View(
        release_id=release.id, guid="ab" * 16, source_id="id-plaat", name="Plaat", nodes=nodes, connections=lines
    )
    session.add(view)
    session.flush()
    for number in range(7):
        make_use(session, components=(LAS,), own_name=f"Applicatie {number}")
    model = read_bytes(out(session), "m.xml").model
    copied = next(one for one in model.views if RawPair(e.COPY_OF, "id-plaat") in one.properties)
    first, note, *applications = (
        copied.nodes[:1]
        + [one for one in copied.nodes if one["kind"] == "note"]
        + [one for one in copied.nodes if one["parent"]]
    )
    assert (first["element"], first["style"]) == (f"id-{LAS}", {"fill": [1, 2, 3]})
    assert len(applications) == 7
    assert {one["parent"] for one in applications} == {first["id"]}
    assert max(one["y"] + one["h"] for one in applications) <= first["y"] + first["h"] <= note["y"]
    assert len(copied.connections) == 1
    assert {one.name for one in model.views} == {"Plaat", "Applicaties per referentiecomponent", "Koppelingen"}


def test_a_model_takes_the_same_number_of_statements_whatever_the_size_of_the_landscape(session: Session) -> None:
    magister(session)
    board_file(session, BOARD_A, by=BY)
    with counted(session) as small:
        board_file(session, BOARD_A, by=BY)
    for number in range(6):
        use = make_use(session, product="rooster", own_name=f"R{number}", components=(LAS,), categories=("P01",))
        make_coupling(session, use, standards=("uwlr",))
    with counted(session) as large:
        board_file(session, BOARD_A, by=BY)
    assert len(large) <= len(small) + 2
