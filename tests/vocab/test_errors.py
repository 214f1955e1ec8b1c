"""Refusals read as a Dutch sentence, with every separate problem and what to do."""

from __future__ import annotations

from vocab.errors import DomainError, InvalidInputError, NotFoundError, Problem


def test_a_refusal_fills_in_its_values() -> None:
    error = NotFoundError("Bestuur %(board)s is niet gevonden.", board="41101")
    assert str(error) == "Bestuur 41101 is niet gevonden."


def test_a_sentence_without_values_keeps_its_percent_sign() -> None:
    assert str(DomainError("Meer dan 50% mag niet.")) == "Meer dan 50% mag niet."


def test_a_refusal_lists_its_problems_with_place_and_remedy() -> None:
    problem = Problem("rij 3", "%(value)s is geen datum.", "Schrijf 31-12-2026.", params={"value": "morgen"})
    error = InvalidInputError("Het bestand klopt niet.", remedy="Verbeter het.", problems=(problem,))
    assert str(error) == ("Het bestand klopt niet. Verbeter het.\n- rij 3: morgen is geen datum. Schrijf 31-12-2026.")


def test_every_refusal_has_a_code_of_its_own() -> None:
    kinds = DomainError.__subclasses__()
    codes = [kind.code for kind in kinds]
    assert len(set(codes)) == len(codes)
