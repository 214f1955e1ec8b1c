"""The schemes: complete, sourced, in step with the enums that code depends on, and in line with NL-SBB."""

from __future__ import annotations

from enum import StrEnum

import pytest

from fora.kinds import Change, Level, Lifecycle, PathKind, PersonalData, Reached, ReleaseStatus
from swc.boards.kinds import Sector, Sharing
from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.kinds import (
    CentralOutcome,
    ClaimOrigin,
    ClaimState,
    DataLevel,
    LocationKind,
    ProductStatus,
    Trust,
    VersionStatus,
)
from swc.dpia.kinds import SETTLED, DpiaState, Duty
from swc.landscape.kinds import (
    ACTIVE,
    AgreementPresence,
    CategoryOrigin,
    Criticality,
    DerivedKind,
    Direction,
    FactState,
    LegalForm,
    PartyRole,
    Renewal,
    UsageStatus,
    Verdict,
)
from swc.risk.kinds import Certainty, FlagStatus, Severity
from vocab import checks
from vocab.errors import NotFoundError
from vocab.namespaces import concept_iri
from vocab.reading import turtle_files
from vocab.schemes import Scheme, scheme, schemes

WANTED = {
    "data-categories": 23,
    "data-levels": 5,
    "data-subjects": 14,
    "legal-bases": 6,
    "special-grounds": 10,
    "wp248-criteria": 9,
    "ap-list": 17,
    "dpia-states": 12,
    "biv-levels": 3,
    "usage-status": 5,
    "version-status": 4,
    "coupling-kinds": 7,
    "coupling-directions": 3,
    "hosting-forms": 5,
    "ownership-kinds": 8,
    "standards": 30,
    "ai-uses": 9,
    "severity": 3,
    "criticality": 4,
    "agreement-models": 6,
    "purposes": 30,
    "statutes": 14,
}
"""The schemes that the product promises, with the least number of concepts of each."""

ENUMS: dict[str, type[StrEnum]] = {
    "agreement-presence": AgreementPresence,
    "category-origins": CategoryOrigin,
    "central-outcomes": CentralOutcome,
    "certainty": Certainty,
    "claim-origins": ClaimOrigin,
    "claim-states": ClaimState,
    "claim-kinds": ClaimNoun,
    "coupling-directions": Direction,
    "criticality": Criticality,
    "derived-kinds": DerivedKind,
    "dpia-duty": Duty,
    "dpia-states": DpiaState,
    "fact-states": FactState,
    "flag-status": FlagStatus,
    "lifecycles": Lifecycle,
    "location-kinds": LocationKind,
    "path-kinds": PathKind,
    "personal-data": PersonalData,
    "product-status": ProductStatus,
    "release-changes": Change,
    "release-status": ReleaseStatus,
    "sectors": Sector,
    "severity": Severity,
    "sharing-levels": Sharing,
    "trust": Trust,
    "contract-forms": LegalForm,
    "contract-renewals": Renewal,
    "contract-parties": PartyRole,
    "usage-status": UsageStatus,
    "verdicts": Verdict,
    "version-status": VersionStatus,
}
"""Enums that code depends on: the scheme has exactly these codes."""

LEVELS: dict[str, type[StrEnum]] = {"data-levels": DataLevel, "biv-levels": Level}
"""Enums with an extra member for "not known", which is no level and so no concept."""


@pytest.mark.parametrize("name", WANTED)
def test_every_promised_scheme_is_there(name: str) -> None:
    assert len(scheme(name).concepts) >= WANTED[name]


@pytest.mark.parametrize("name", ENUMS)
def test_enum_and_scheme_have_the_same_codes(name: str) -> None:
    assert set(scheme(name).codes) == {one.value for one in ENUMS[name]}


@pytest.mark.parametrize("name", LEVELS)
def test_levels_are_the_enum_without_unknown(name: str) -> None:
    assert set(scheme(name).codes) == {one.value for one in LEVELS[name]} - {"unknown"}


def test_levels_are_ordered_from_light_to_heavy() -> None:
    for name in (*LEVELS, "criticality"):
        ranks = [int(str(one.extra["rank"])) for one in scheme(name).concepts]
        assert ranks == sorted(ranks), name


def test_settled_states_and_active_statuses_say_the_same_in_code_and_turtle() -> None:
    assert {one.code for one in scheme("dpia-states").concepts if one.extra["settled"]} == set(SETTLED)
    assert {one.code for one in scheme("usage-status").concepts if one.extra["active"]} == set(ACTIVE)


def test_every_derived_kind_is_something_fora_can_reach() -> None:
    assert set(scheme("derived-kinds").codes) <= {one.value for one in Reached}


def test_the_codes_of_the_criteria_are_the_numbers_of_the_lists() -> None:
    assert scheme("wp248-criteria").codes == tuple(f"WP{number}" for number in range(1, 10))
    assert scheme("ap-list").codes == tuple(f"AP{number:02}" for number in range(1, 18))
    assert scheme("data-categories").codes == tuple(f"P{number:02}" for number in range(1, 24))


def test_every_category_has_a_level_that_exists() -> None:
    levels = set(scheme("data-levels").codes)
    for one in scheme("data-categories").concepts:
        given = one.extra["dataLevel"]
        assert set(given if isinstance(given, list) else [given]) <= levels, one.code


@pytest.mark.parametrize("found", schemes(), ids=lambda found: found.name)
def test_a_scheme_is_complete(found: Scheme) -> None:
    assert found.sources, "a scheme without sources"
    assert found.title_nl
    assert found.title_en
    assert found.version
    assert found.modified
    assert found.iri == f"https://w3id.org/fora-swc/scheme/{found.name}"
    for one in found.concepts:
        assert one.iri == concept_iri(found.name, one.code)
        assert one.label_nl, one.iri
        assert one.label_en, one.iri
        assert one.definition_nl, one.iri
        assert one.definition_en, one.iri
        assert one.definition_nl != one.definition_en, one.iri
        assert one.sources, one.iri
        assert one.source, one.iri


@pytest.mark.parametrize("found", schemes(), ids=lambda found: found.name)
def test_references_between_concepts_lead_somewhere(found: Scheme) -> None:
    for one in found.concepts:
        for code in (one.broader, one.replaced_by, *one.related):
            assert code is None or code in found.codes, f"{one.iri} refers to {code}"


def test_every_file_holds_the_scheme_of_its_name() -> None:
    assert {path.stem for path in turtle_files("schemes")} == {found.name for found in schemes()}


def test_no_two_concepts_of_a_scheme_share_a_notation() -> None:
    assert list(checks.shared_notations(schemes())) == []


def test_no_two_concepts_of_a_scheme_share_a_label() -> None:
    assert list(checks.double_labels(schemes())) == []


def test_no_concept_is_mapped_to_its_own_scheme() -> None:
    assert list(checks.inner_mappings(schemes())) == []


def test_an_unknown_scheme_or_code_is_refused_with_its_name() -> None:
    with pytest.raises(NotFoundError, match="bestaat-niet"):
        scheme("bestaat-niet")
    with pytest.raises(NotFoundError, match="P99"):
        scheme("data-categories").concept("P99")
