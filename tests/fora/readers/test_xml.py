"""Bad XML: a clear sentence with the place, never a guess."""

from __future__ import annotations

import pytest

from fora.readers import read_bytes
from tests.factories.model_files import AMEFF, AMEFF_HEAD
from vocab.errors import InvalidInputError

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE model [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<model>&b;</model>"
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (AMEFF[:600].encode(), "niet welgevormd"),
        (b"", "niet welgevormd"),
        (b"PK\x03\x04geen echte zip", "beschadigd"),
        (BOMB.encode(), "DOCTYPE"),
        (BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"), "DOCTYPE"),
        (b'<model xmlns="http://www.opengroup.org/xsd/archimate"><name/></model>', "ArchiMate 2"),
        (b'<a:model xmlns:a="http://www.archimatetool.com/archimate"/>', "los bestand van Archi"),
        (b"<html><body/></html>", "hoofdelement is html"),
        (f"{AMEFF_HEAD}</model>".encode(), "geen elementen"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(content: bytes, sentence: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_bytes(content, "model.xml")
    assert sentence in str(refused.value)
    assert refused.value.problems[0].where == "model.xml"


def test_the_place_of_a_mistake_is_named() -> None:
    broken = AMEFF_HEAD + "\n<elements>\n<element></elements></model>"
    with pytest.raises(InvalidInputError, match="regel 3"):
        read_bytes(broken.encode(), "model.xml")


def test_an_external_entity_is_never_fetched() -> None:
    text = '<!DOCTYPE model SYSTEM "file:///etc/passwd"><model/>'
    with pytest.raises(InvalidInputError, match="DOCTYPE"):
        read_bytes(text.encode(), "model.xml")
