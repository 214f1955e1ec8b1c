"""Every sentence has an English twin, and the twin fills in the same values."""

from __future__ import annotations

import re

import pytest

from api.i18n import catalogue
from tests.messages import in_code, in_templates

_PLACES = re.compile(r"%\((\w+)\)")


@pytest.mark.parametrize("found", [in_templates, in_code])
def test_every_sentence_has_an_english_twin(found: object) -> None:
    english = catalogue("en")
    missing = {text: place for place, text in found() if text not in english}  # type: ignore[operator]
    assert missing == {}


def test_a_twin_fills_in_the_same_values() -> None:
    unequal = []
    for dutch, english in catalogue("en").items():
        texts = (english,) if isinstance(english, str) else english
        unequal += [dutch for text in texts if not set(_PLACES.findall(text)) <= set(_PLACES.findall(dutch)) | {"num"}]
    assert unequal == []
