"""A board's landscape out as a model and back: no change when nothing changed, else exactly what was changed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from fora.kinds import SourceFormat
from fora.models import Release, View
from fora.readers import read_bytes
from fora.readers.model import RawElement, RawModel, RawPair, RawRelation
from fora.writers.ameff import write
from fora.writers.checking import problems
from swc.catalogue.kinds import DataLevel
from swc.errors import InvalidInputError, NotAllowedError, RuleRefusedError
from swc.landscape import queries as landscape
from swc.landscape import service as changes
from swc.landscape.exchange import encoding as e
from swc.landscape.exchange import queries, service
from swc.landscape.exchange.kinds import Deed, ExchangeChoice
from swc.landscape.exchange.model import board_file
from swc.landscape.imports.kinds import RowState
from swc.landscape.kinds import Direction, UsageStatus
from swc.landscape.models import Coupling, Placement, Use
from swc.landscape.schemas import UseUpdate
from tests.factories.catalogue import make_product
from tests.factories.exchange import (
    BY,
    add_application,
    back,
    carry_out,
    choose,
    edited,
    element,
    magister,
    make_exchange_landscape,
    out,
    put,
    told,
    touched,
)
from tests.factories.fora import LAS
from tests.factories.landscape import make_coupling, make_use
from tests.personas import BOARD_A, BOARD_B, BRAM, CHRIS, NOW, acting
from tests.query_count import counted

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""What a file would do is worked out in memory; carrying it out is tested on both databases."""


@pytest.fixture(autouse=True)
def _board(session: Session) -> None:
    make_exchange_landscape(session)


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


def test_a_copied_flow_is_a_new_coupling_and_the_one_that_was_there_stays(session: Session) -> None:
    flow = make_coupling(session, magister(session), target_name="Derde", direction=Direction.OUT)

    def change(model: RawModel) -> None:
        known = next(one for one in model.relations if one.id == e.xml_id(flow.id))
        copy = RawRelation(f"id-{uuid4()}", "Flow", known.source, known.target, properties=known.properties)
        model.relations.insert(0, copy)

    (item,) = touched(edited(session, change))
    assert (item.state, item.coupling_id) == (RowState.NEW, None)


def test_a_file_of_another_tool_without_our_properties_removes_nothing(session: Session) -> None:
    magister(session)
    model = RawModel(format=SourceFormat.AMEFF, id="id-m", name="Ander gereedschap")
    model.properties = [RawPair(e.UP_TO, "2030-01-01T00:00:00")]
    model.elements = [RawElement("id-las", "ApplicationComponent", "LAS", properties=[RawPair(e.OBJECT_ID, LAS)])]
    model.elements.append(RawElement("id-z", "ApplicationComponent", "Zermelo"))
    model.relations = [RawRelation("id-r", "Specialization", "id-z", "id-las")]
    (item,) = touched(back(session, write(model).content))
    assert (item.name, item.state) == ("Zermelo", RowState.NEW)
