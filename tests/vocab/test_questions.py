"""The questions that come with the product: whole, in both languages, and with a version that follows their text."""

from __future__ import annotations

import re

import pytest

from vocab.namespaces import RDF, SH
from vocab.parameters import ParameterKind, names_in
from vocab.questions import NamedQuestion, digest, known_versions, missing_prefixes, questions, with_prefixes
from vocab.reading import ROOT, described
from vocab.schemes import scheme


def test_there_are_questions_for_every_audience_and_scope() -> None:
    assert len(questions()) >= 25
    audiences = {code for one in questions() for code in one.audiences}
    assert audiences == {one.code for one in scheme("audiences").concepts}
    assert {scope for one in questions() for scope in one.scopes} == {"public", "board", "sector"}


@pytest.mark.parametrize("one", questions(), ids=lambda one: one.name)
def test_a_question_is_whole(one: NamedQuestion) -> None:
    assert all((one.label_nl, one.label_en, one.comment_nl, one.comment_en, one.audiences))
    assert re.fullmatch(r"[a-z][a-z0-9-]{2,59}", one.name)
    assert {parameter.name for parameter in one.parameters} == names_in(one.text)
    for parameter in one.parameters:
        assert parameter.label_nl
        assert parameter.optional or parameter.default or parameter.kind is ParameterKind.THING
        if parameter.kind is ParameterKind.CODE and parameter.default:
            assert scheme(parameter.of).concept(parameter.default)
    if one.plot:
        assert f"?{one.plot.over}" in one.text
        assert f"?{one.plot.of}" in one.text


def test_a_changed_text_needs_a_new_version() -> None:
    assert known_versions() == {one.name: (one.version, digest(one)) for one in questions()}


def test_every_prefix_of_a_question_is_declared_as_shacl_has_it() -> None:
    found = described([ROOT / "questions" / "prefixes.ttl"]).values()
    declared = {
        (one.text(SH + "prefix"), one.text(SH + "namespace"))
        for one in found
        if SH + "PrefixDeclaration" in one.iris(RDF + "type")
    }
    used = {pair for one in questions() for pair in re.findall(r"^PREFIX (\S+): <(.+)>$", one.text, re.MULTILINE)}
    assert declared == used


def test_only_known_prefixes_that_are_used_and_not_declared_are_filled_in() -> None:
    body = 'SELECT * { ?s a swc:Product ; skos:a "dct:b" , <dpv:c> , severity:red , nep:d } # owl:e'
    text = f"PREFIX skos: <http://x/> {body}"
    assert missing_prefixes(text) == ("severity", "swc")
    assert missing_prefixes(with_prefixes(text)) == ()
