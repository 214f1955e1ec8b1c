"""The tender dossier: what a component asks, where each requirement comes from, and what products answer."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.catalogue.kinds import CentralOutcome, ProductStatus, Trust
from swc.catalogue.models import Product, ProductCertificate
from swc.procurement.dossier import choices, component_dossier, product_dossier
from swc.procurement.kinds import Fulfilment, RequirementKind, Theme
from swc.procurement.needs import heaviest_level
from swc.procurement.requirements import KINDS, NORMS, SCHEME
from swc.procurement.schemas import TenderDossier, WeighedProduct
from tests.factories.catalogue import make_central, make_product, make_vendor
from tests.factories.fora import ADMINISTRATION, GRADES, LAS, make_reference
from tests.query_count import counted
from vocab.norms import norms
from vocab.schemes import scheme

TODAY = date(2026, 3, 2)
REAL_LAS = "c64a7a54f38e487e814801bc3d9c92fd"


@pytest.fixture(autouse=True)
def _release(session: Session) -> None:
    make_reference(session)
    make_vendor(session, "meerschool")


def dossier(session: Session, guid: str = LAS) -> TenderDossier:
    found = component_dossier(session, guid, on=TODAY)
    assert found
    return found


def only(session: Session, key: str = "leerspoor") -> WeighedProduct:
    found = product_dossier(session, key, on=TODAY)
    assert found
    return found.candidates[0]


def test_a_component_asks_its_functions_processes_and_the_objects_with_personal_data(session: Session) -> None:
    (need,) = dossier(session).components
    assert [one.name for one in need.functions] == ["Leerlingadministratie"]
    assert [one.name for one in need.processes] == ["Registreren verzuim"]
    assert {one.name for one in need.objects} == {"Cijfer", "Inschrijving", "Verzuimmelding"}
    assert next(one for one in need.objects if one.guid == GRADES).categories == ("P05",)


def test_the_level_of_the_data_sets_the_confidentiality_that_is_required(session: Session) -> None:
    found = dossier(session)
    assert (found.data_level, found.required.confidentiality) == ("gevoelig", "hoog")
    assert found.required.availability is None
    asked = {one.id: one for one in found.requirements}
    assert asked["confidentiality"].kind is RequirementKind.MANDATORY
    assert "Vereist: hoog." in asked["confidentiality"].text_nl
    assert asked["availability"].kind is RequirementKind.INFORMATION
    assert "nog niet bekend" in asked["availability"].text_nl


@pytest.mark.parametrize(("codes", "level"), [((), None), (("P02",), "pseudoniem"), (("P02", "P14"), "bijzonder")])
def test_the_heaviest_level_that_a_category_can_have_counts(codes: tuple[str, ...], level: str | None) -> None:
    assert heaviest_level(codes) == level


def test_every_requirement_says_in_both_languages_what_it_asks_and_where_it_comes_from(session: Session) -> None:
    for one in dossier(session, REAL_LAS).requirements:
        assert one.text_nl
        assert one.text_en
        assert one.text_nl != one.text_en
        assert one.origins, one.id


def test_core_standards_are_asked_and_mandatory_ones_name_who_says_so(session: Session) -> None:
    found = {one.code: one for one in dossier(session, REAL_LAS).of(Theme.STANDARDS)}
    assert {code for code, one in found.items() if one.kind is RequirementKind.MANDATORY} == {
        "rod",
        "edukoppeling",
        "certificeringsschema",
    }
    assert {"oso", "uwlr", "edu-v"} <= set(found)
    assert [one.url for one in found["edukoppeling"].origins] == ["https://www.edustandaard.nl/"]


def test_every_requirement_of_the_scheme_has_a_weight_a_theme_and_norms_that_exist() -> None:
    codes = {one.code for one in scheme(SCHEME).concepts if one.broader}
    assert set(KINDS) == codes
    assert {one.code for one in scheme(SCHEME).concepts if not one.broader} == {one.value for one in Theme}
    assert set(NORMS) <= codes
    assert {code for found in NORMS.values() for code in found} <= {one.code for one in norms()}


def test_exit_demands_carry_the_terms_of_the_data_act(session: Session) -> None:
    asked = {one.id: one for one in dossier(session).of(Theme.EXIT)}
    assert [(one.value, one.unit) for one in asked["exit-notice"].norms][:1] == [("2", "maanden")]
    assert [one.value for one in asked["exit-transition"].norms] == ["30", "7", "14"]
    assert [one.day for one in asked["exit-charges"].norms] == [date(2027, 1, 12)]
    assert all(one.article.startswith("Dataverordening") for one in asked.values())


def test_a_norm_is_the_one_of_the_day(session: Session) -> None:
    early = component_dossier(session, LAS, on=TODAY)
    late = component_dossier(session, LAS, on=date(2026, 11, 22))
    assert early
    assert late
    days = [next(r for r in found.requirements if r.id == "ai-high-risk").norms[0].day for found in (early, late)]
    assert days == [date(2026, 8, 2), date(2027, 12, 2)]


def test_a_product_of_which_nothing_is_known_answers_nothing(session: Session) -> None:
    make_product(session, "leerspoor", category="")
    found = only(session)
    assert {one.answer for one in found.answers} == {Fulfilment.UNKNOWN}
    assert (found.yes, found.no, found.unknown) == (0, 0, len(found.answers))


def test_what_the_catalogue_holds_answers_with_its_source(session: Session) -> None:
    make_product(
        session,
        "leerspoor",
        vendor_key="meerschool",
        components=(LAS,),
        standards=("uwlr", "saml"),
        locations=("NL",),
        sub_processors=(("Wolk", "IE"),),
        categories=("P01",),
        trust=Trust.UNCONFIRMED,
    )
    found = only(session)
    said = {one.requirement for one in found.answers if one.answer is Fulfilment.YES}
    assert said == {
        f"function-{ADMINISTRATION}",
        "central-login",
        "locations",
        "sub-processors",
        "data-categories",
    }
    (fact,) = found.on("data-categories").facts
    assert (fact.code, fact.provenance.trust) == ("P01", Trust.UNCONFIRMED)


@pytest.mark.parametrize(
    ("countries", "answer"),
    [
        (("NL", "DE"), Fulfilment.YES),
        (("NL", "CN"), Fulfilment.NO),
        (("US",), Fulfilment.UNKNOWN),
        ((), Fulfilment.UNKNOWN),
    ],
)
def test_one_country_without_a_ground_is_a_no_and_a_conditional_one_is_unknown(
    session: Session, countries: tuple[str, ...], answer: Fulfilment
) -> None:
    make_product(session, "leerspoor", vendor_key="meerschool", locations=countries)
    assert only(session).on("locations").answer is answer


@pytest.mark.parametrize(
    ("level", "until", "answer"),
    [
        ("hoog", None, Fulfilment.YES),
        ("midden", None, Fulfilment.NO),
        ("hoog", TODAY, Fulfilment.YES),
        ("hoog", date(2026, 3, 1), Fulfilment.UNKNOWN),
        (None, None, Fulfilment.UNKNOWN),
    ],
)
def test_only_a_valid_certificate_with_a_level_answers_on_security(
    session: Session, level: str | None, until: date | None, answer: Fulfilment
) -> None:
    make_product(session, "leerspoor", components=(LAS,))
    session.add(
        ProductCertificate(
            product_key="leerspoor",
            certificate="certificeringsschema",
            confidentiality=level,
            valid_until=until,
            trust=Trust.CONFIRMED,
        )
    )
    session.flush()
    assert only(session).on("confidentiality").answer is answer


@pytest.mark.parametrize(
    ("outcome", "answer"),
    [
        (CentralOutcome.POSITIVE, Fulfilment.YES),
        (CentralOutcome.CONDITIONAL, Fulfilment.YES),
        (CentralOutcome.NEGATIVE, Fulfilment.NO),
        (CentralOutcome.NOT_PUBLIC, Fulfilment.UNKNOWN),
    ],
)
def test_only_a_public_outcome_of_a_central_dpia_answers(
    session: Session, outcome: CentralOutcome, answer: Fulfilment
) -> None:
    make_product(session, "leerspoor")
    make_central(session, "centraal", versions=(("2024-05", outcome),))
    found = only(session)
    assert found.on("central-dpia").answer is answer
    assert [one.outcome for one in found.centrals] == [outcome]


@pytest.mark.parametrize(
    ("use", "told"),
    [
        (None, ("unknown", "unknown", "unknown", "unknown")),
        ("none", ("yes", "yes", "yes", "yes")),
        ("generative", ("yes", "yes", "yes", "unknown")),
        ("learning-outcomes", ("yes", "yes", "unknown", "unknown")),
        ("emotion-recognition", ("yes", "no", "unknown", "unknown")),
    ],
)
def test_what_is_known_of_ai_answers_what_it_can(session: Session, use: str | None, told: tuple[str, ...]) -> None:
    make_product(session, "leerspoor")
    product = session.get(Product, "leerspoor")
    assert product
    product.ai_use = use
    session.flush()
    found = only(session)
    asked = ("ai-stated", "ai-prohibited", "ai-high-risk", "ai-transparency")
    assert tuple(found.on(one).answer for one in asked) == told


def test_an_announced_end_is_a_no_and_none_recorded_is_unknown(session: Session) -> None:
    make_product(session, "leerspoor", end_of_life=date(2027, 1, 1))
    make_product(session, "anders")
    assert only(session).on("no-announced-end").answer is Fulfilment.NO
    assert only(session, "anders").on("no-announced-end").answer is Fulfilment.UNKNOWN


def test_a_component_lists_confirmed_products_by_name_and_neither_concepts_nor_merged_ones(session: Session) -> None:
    make_product(session, "b", name="Beta", components=(LAS,))
    make_product(session, "a", name="zeta", components=(LAS,))
    make_product(session, "c", components=(LAS,), status=ProductStatus.CONCEPT)
    make_product(session, "d", components=(LAS,), status=ProductStatus.MERGED)
    assert [one.name for one in dossier(session).candidates] == ["Beta", "zeta"]


def test_cpv_codes_follow_from_components_and_from_the_category_of_a_product(session: Session) -> None:
    make_product(session, "leerspoor", category="payroll", components=(REAL_LAS,))
    found = product_dossier(session, "leerspoor", on=TODAY)
    assert found
    assert [(one.notation, one.by) for one in found.cpv] == [
        ("48190000-6", "Leerlingadministratiesysteem (LAS)"),
        ("48219300", "Leerlingadministratiesysteem (LAS)"),
        ("48450000-7", "payroll"),
    ]


def test_what_is_no_component_and_no_product_has_no_dossier(session: Session) -> None:
    make_product(session, "oud", status=ProductStatus.MERGED)
    assert component_dossier(session, "0" * 32, on=TODAY) is None
    assert component_dossier(session, GRADES, on=TODAY) is None
    assert product_dossier(session, "bestaat-niet", on=TODAY) is None
    assert product_dossier(session, "oud", on=TODAY) is None


def test_the_choices_are_components_of_the_release_and_confirmed_products(session: Session) -> None:
    make_product(session, "leerspoor")
    make_product(session, "concept", status=ProductStatus.CONCEPT)
    found = choices(session)
    assert [one.key for one in found.components] == [LAS]
    assert [one.key for one in found.products] == ["leerspoor"]


def test_more_products_do_not_mean_more_statements(session: Session) -> None:
    make_product(session, "een", components=(LAS,))
    dossier(session)
    session.expire_all()
    with counted(session) as few:
        dossier(session)
    for at in range(6):
        make_product(session, f"meer-{at}", components=(LAS,), standards=("uwlr",))
    session.expire_all()
    with counted(session) as many:
        dossier(session)
    assert len(many) == len(few)
