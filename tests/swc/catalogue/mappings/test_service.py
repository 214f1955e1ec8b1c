"""Mappings are proposed, judged, withdrawn and exchanged; what does not hold is never published."""

from __future__ import annotations

import pytest
from sqlmodel import Session, func, select

from swc.audit.models import Event, Outbox
from swc.catalogue.mappings import queries, service
from swc.catalogue.mappings.exchange import as_csv, as_tsv
from swc.catalogue.mappings.intake import read_set
from swc.catalogue.mappings.kinds import End, MappingState, Predicate
from swc.catalogue.mappings.models import Mapping
from swc.catalogue.mappings.projection import mapping_triples
from swc.catalogue.mappings.schemas import DecisionInput, DetailsInput, MappingInput
from swc.catalogue.mappings.suggestions import proposals
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, RuleRefusedError
from tests.factories.fora import make_element, make_release
from tests.factories.skos import make_turtle, store_scheme
from tests.personas import BRAM, CARLA, SACHA, acting
from tests.query_count import counted
from vocab.graph import known_terms
from vocab.iris import Iris

IRIS = Iris("http://swc.test")
EDITOR, PROPOSER = acting(SACHA), acting(CARLA)
ROSA_GUID = "d442d9b1146b4a2f800db5bade3a6b1f"
"""Docent: a role that FORA and ROSA know by the same GUID (see vocab/mappings/known_concepts.csv)."""


def entry(left: str, right: str, predicate: Predicate = Predicate.EXACT, **more: object) -> MappingInput:
    """Return a mapping of a data subject on a concept of the list that was read in."""
    return MappingInput(
        subject_scheme="data-subjects",
        subject_code=left,
        predicate=predicate,
        object_scheme="import/vakken",
        object_code=f"http://voorbeeld.test/vakken/{right}",
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture(autouse=True)
def _list(session: Session) -> None:
    store_scheme(session, make_turtle({"leerling": "Leerlingen", "kracht": "Medewerker", "taal": "Taal"}))


def states(session: Session) -> list[MappingState]:
    """Return the states of all mappings."""
    return list(session.exec(select(Mapping.state)).all())


def test_a_proposal_is_no_fact_until_an_editor_confirms_it_and_withdrawing_ends_it(session: Session) -> None:
    made = service.propose_mapping(session, entry("leerlingen", "leerling", source="https://a.test/b"), by=PROPOSER)
    assert list(mapping_triples(session, IRIS)) == []
    with pytest.raises(NotAllowedError):
        service.confirm_mapping(session, made, DecisionInput(), by=PROPOSER)
    service.confirm_mapping(session, made, DecisionInput(), by=EDITOR, expected_version=1)
    triples = list(mapping_triples(session, IRIS))
    assert {triple.predicate.value for triple in triples} <= known_terms()
    assert not any("carla" in str(triple).lower() or "sacha" in str(triple).lower() for triple in triples)
    with pytest.raises(ConflictError):
        service.withdraw_mapping(session, made, DecisionInput(reason="toch niet"), by=EDITOR, expected_version=1)
    service.withdraw_mapping(session, made, DecisionInput(reason="toch niet"), by=EDITOR, expected_version=2)
    assert list(mapping_triples(session, IRIS)) == []
    again = service.propose_mapping(session, entry("leerlingen", "leerling"), by=EDITOR)
    assert again != made
    told = session.exec(select(Event.kind).where(Event.subject_kind == "mapping").order_by(Event.seq)).all()  # type: ignore[arg-type]
    assert told == ["mapping.proposed", "mapping.confirmed", "mapping.withdrawn", "mapping.confirmed"]
    assert "catalogue" in session.exec(select(Outbox.graph)).all()


def test_what_clashes_is_refused_with_the_name_of_the_other(session: Session) -> None:
    service.propose_mapping(session, entry("leerlingen", "leerling"), by=EDITOR)
    with pytest.raises(RuleRefusedError, match="“Leerlingen” komt overeen met “Leerlingen”"):
        service.propose_mapping(session, entry("leerlingen", "leerling", Predicate.BROAD), by=PROPOSER)
    with pytest.raises(RuleRefusedError, match="is er al"):
        service.propose_mapping(session, entry("leerlingen", "leerling"), by=PROPOSER)
    with pytest.raises(InvalidInputError, match="zouden hetzelfde betekenen"):
        service.propose_mapping(session, entry("medewerkers", "leerling"), by=EDITOR)
    with pytest.raises(InvalidInputError, match="staat niet in de lijst"):
        service.propose_mapping(session, entry("leerlingen", "weg"), by=EDITOR)
    with pytest.raises(NotAllowedError):
        service.propose_mapping(session, entry("leerlingen", "taal", Predicate.CLOSE), by=acting(BRAM))
    service.propose_mapping(session, entry("medewerkers", "leerling", certain=True), by=EDITOR)


def test_what_ships_with_the_lists_counts_and_is_not_repeated(session: Session) -> None:
    shipped = MappingInput(
        subject_scheme="dpv",
        subject_code="https://w3id.org/dpv#Student",
        predicate=Predicate.CLOSE,
        object_scheme="data-subjects",
        object_code="leerlingen",
    )
    with pytest.raises(RuleRefusedError, match="is er al"):
        service.propose_mapping(session, shipped, by=EDITOR)
    assert any(one.shipped for one in queries.mapping_set(session, IRIS, "data-subjects", "dpv", by=EDITOR))


def test_a_set_that_goes_out_comes_in_again_and_a_dry_run_changes_nothing(session: Session) -> None:
    made = service.propose_mapping(session, entry("leerlingen", "leerling", note="tab\tin\nnoot"), by=EDITOR)
    service.propose_mapping(session, entry("medewerkers", "kracht", Predicate.BROAD, source="=1+1"), by=EDITOR)
    facts = queries.mapping_set(session, IRIS, "data-subjects", "import/vakken", by=EDITOR)
    text = as_tsv(IRIS, facts, title="proef")
    assert "scheme:data-subjects/leerlingen\tLeerlingen\tskos:exactMatch\thttp://voorbeeld.test/vakken/leerling" in text
    assert "'=1+1" in as_csv(IRIS, facts)
    again = read_set(session, IRIS, text, by=EDITOR, dry_run=False)
    assert (again.new, again.standing, again.refused) == (0, 2, 0)
    for one in session.exec(select(Mapping)).all():
        session.delete(one)
    events = session.exec(select(func.count()).select_from(Event)).one()
    tried = read_set(session, IRIS, text, by=EDITOR)
    assert (tried.stored, tried.new, states(session)) == (False, 2, [])
    assert session.exec(select(func.count()).select_from(Event)).one() == events
    done = read_set(session, IRIS, text, by=EDITOR, dry_run=False)
    assert (done.stored, done.new) == (True, 2)
    found = queries.mapping_set(session, IRIS, "data-subjects", "import/vakken", by=EDITOR)
    assert as_tsv(IRIS, found, title="proef") == text
    assert made not in {one.id for one in found}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "scheme:data-subjects/leerlingen\towl:sameAs\thttp://voorbeeld.test/vakken/leerling",
            "geen afbeelding van SKOS",
        ),
        ("scheme:data-subjects/leerlingen\tskos:exactMatch\thttp://elders.test/1", "niet bekend"),
        ("scheme:data-subjects/leerlingen\tskos:exactMatch\tscheme:data-subjects/ouders", "binnen één lijst"),
        ("scheme:data-subjects/leerlingen", "geen afbeelding van SKOS"),
    ],
)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_row_that_cannot_stand_is_left_out_with_the_reason(session: Session, line: str, said: str) -> None:
    told = read_set(session, IRIS, f"subject_id\tpredicate_id\tobject_id\n{line}\n", by=EDITOR, dry_run=False)
    assert (told.refused, states(session)) == (1, [])
    assert said in told.rows[0].message


def test_suggestions_rest_on_names_and_on_what_fora_and_rosa_share_and_are_never_carried_out_alone(
    session: Session,
) -> None:
    release = make_release(session)
    make_element(session, release, guid=ROSA_GUID, name="Docent", fora_type="Rol")
    found = {(one.left.label_nl, one.said) for one in proposals(session, "fora", "rosa")}
    assert ("Docent", "zelfde GUID in FORA en ROSA") in found
    alike = proposals(session, "data-subjects", "import/vakken")
    assert [(one.predicate, one.said) for one in alike] == [
        (Predicate.EXACT, "gelijke naam"),
        (Predicate.CLOSE, "bijna gelijke naam"),
    ]
    assert states(session) == []
    done = service.accept_suggestions(session, "data-subjects", "import/vakken", [alike[0].key], by=PROPOSER)
    assert (done.done, states(session)) == (1, [MappingState.PROPOSED])
    assert len(proposals(session, "data-subjects", "import/vakken")) == 1


def test_a_concept_shows_its_mappings_in_a_fixed_number_of_statements(session: Session) -> None:
    end = End("data-subjects", "leerlingen")
    made = service.propose_mapping(session, entry("leerlingen", "leerling"), by=EDITOR)
    with counted(session) as one:
        queries.mappings_of(session, IRIS, end, by=EDITOR)
    service.propose_mapping(session, entry("leerlingen", "taal", Predicate.RELATED), by=EDITOR)
    service.change_mapping(session, made, DetailsInput(note="Nagekeken."), by=EDITOR)
    with counted(session) as two:
        assert len(queries.mappings_of(session, IRIS, end, by=EDITOR)) == 2
    assert len(one) == len(two)
