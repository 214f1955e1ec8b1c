"""Templates speak the language of the reader, also where everything in an expression is constant."""

from __future__ import annotations

import pytest

from api.i18n import language, translate_plural
from api.rendering import ENVIRONMENT


@pytest.mark.parametrize(("code", "told"), [("nl", "Onbekend, onbekend"), ("en", "Unknown, unknown")])
def test_a_constant_label_is_told_in_the_language_of_the_request(code: str, told: str) -> None:
    template = ENVIRONMENT.from_string('{{ "unknown" | label("dpia-duty") }}, {{ "onbekend" | translated }}')
    before = language.set(code)
    try:
        assert template.render() == told
    finally:
        language.reset(before)


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2024-06-28", "28 jun 2024"),
        ("2023-10", "okt 2023"),
        ("2024", "2024"),
        ("najaar 2024", "najaar 2024"),
        ("2024-13", "2024-13"),
        ("", ""),
    ],
)
def test_a_published_date_is_told_as_precisely_as_the_source_gives_it(published: str, told: str) -> None:
    before = language.set("nl")
    try:
        assert ENVIRONMENT.from_string("{{ one | dated }}").render(one=published) == told
    finally:
        language.reset(before)


@pytest.mark.parametrize(
    ("code", "source", "told"),
    [
        ("nl", "eigen-voorstel, niet bevestigd", "Eigen voorstel van deze catalogus, niet bevestigd"),
        ("en", "eigen-voorstel", "Own proposal of this catalogue"),
        ("en", "landschap", "landscape"),
        ("en", "WP248 rev.01, niet bevestigd", "WP248 rev.01, unconfirmed"),
    ],
)
def test_a_source_is_told_by_its_title_with_the_doubt_about_it(code: str, source: str, told: str) -> None:
    before = language.set(code)
    try:
        assert ENVIRONMENT.from_string("{{ one | source_words }}").render(one=source) == told
    finally:
        language.reset(before)


def test_a_number_in_a_sentence_has_the_separators_of_the_reader() -> None:
    assert translate_plural("%(num)s leerling", "%(num)s leerlingen", 4261) == "4.261 leerlingen"
