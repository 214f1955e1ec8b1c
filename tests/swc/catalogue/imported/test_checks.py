"""Each condition of SKOS and NL-SBB is found by the smallest scheme that breaks it, and by no other check."""

from __future__ import annotations

import pytest

from swc.catalogue.imported.checks import CHECKS
from swc.catalogue.imported.kinds import Severity
from swc.catalogue.imported.reading import read_rdf
from swc.catalogue.imported.reporting import chosen_scheme
from tests.factories.skos import SCHEME, make_turtle

BROKEN = {
    "two-classes": "vak:taal a skos:Collection .",
    "clashing-labels": 'vak:taal skos:altLabel "Taal"@nl .',
    "two-labels": 'vak:taal skos:prefLabel "Taalkunde"@nl .',
    "related-and-broader": "vak:taal skos:related vak:gym ; skos:broader vak:rekenen . "
    "vak:gym skos:narrower vak:rekenen .",
    "clashing-matches": "vak:taal skos:exactMatch <http://b.test/1> ; skos:broadMatch <http://b.test/1> .",
    "no-label": f'vak:nieuw a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:definition "Iets."@nl .',
    "no-definition": f'vak:nieuw a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:prefLabel "Nieuw"@nl .',
    "only-top": f'vak:n a skos:Concept ; skos:topConceptOf <{SCHEME}> ; skos:prefLabel "N"@nl ; skos:definition "N." .',
    "shared-notation": 'vak:taal skos:notation "1" . vak:gym skos:notation "1" .',
    "top-below": f"vak:taal skos:topConceptOf <{SCHEME}> ; skos:broader vak:gym .",
    "circle": "vak:taal skos:broader vak:gym . vak:gym skos:broader vak:rekenen . vak:rekenen skos:broader vak:taal .",
    "control-characters": 'vak:taal skos:scopeNote "bel\\u0007"@nl .',
    "no-language": 'vak:taal skos:prefLabel "Zonder taal" .',
    "inside": "vak:taal skos:closeMatch vak:gym .",
    "dangling": "vak:taal skos:related vak:weg .",
    "same-label": 'vak:taal skos:prefLabel "Math"@en . vak:gym skos:prefLabel "math"@en .',
}


def codes(content: bytes) -> set[str]:
    """Return the checks that find something in a file."""
    found = chosen_scheme(read_rdf(content, "a.ttl")[1])
    return {check.code for check in CHECKS if list(check.find(found))}


def test_a_sound_scheme_has_no_findings() -> None:
    assert codes(make_turtle()) == set()


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_each_condition_is_found_by_its_own_check(code: str) -> None:
    assert codes(make_turtle(extra=BROKEN[code])) == {code}


def test_a_scheme_without_a_title_is_told_and_every_check_has_a_case() -> None:
    content = make_turtle().replace(b'dct:title "Vakken"@nl', b'dct:description "Zonder titel"@nl')
    assert codes(content) == {"no-title"}
    assert {check.code for check in CHECKS} == {*BROKEN, "no-title"}


def test_what_skos_forbids_and_nl_sbb_calls_a_violation_blocks() -> None:
    hard = {check.code for check in CHECKS if check.severity is Severity.BLOCK}
    assert {"no-definition", "only-top", "shared-notation", "top-below", "two-labels", "circle"} <= hard
    assert {"no-language", "inside", "dangling", "same-label", "no-title"} & hard == set()
