"""From ticked boxes to choices, and back."""

from __future__ import annotations

import pytest
from starlette.datastructures import FormData

from api.import_form import choices_of, ticked
from swc.errors import InvalidInputError
from swc.landscape.imports.kinds import ChoiceKind, ColumnUse, ImportField, MatchKind, RowState
from swc.landscape.imports.schemas import Candidate, RowChoice, RowMatch, RowPlan

MATCH = RowMatch(
    kind=MatchKind.CANDIDATES, candidates=(Candidate(key="magister", name="Magister", vendor="", score=80),)
)


def row(state: RowState, choice: RowChoice | None = None) -> RowPlan:
    return RowPlan(number=2, name="Magistr", vendor="", state=state, match=MATCH, choice=choice)


def test_every_kind_of_choice_is_read() -> None:
    form = FormData(
        [
            ("rij-2", "product:magister"),
            ("rij-3", "ander"),
            ("ander-3", "Zermelo"),
            ("rij-4", "nieuw"),
            ("nieuw-4", "Theeapp"),
            ("rij-5", "overslaan"),
            ("rij-6", "voorstel"),
            ("kolom-0", "name"),
            ("kolom-1", "drop"),
            ("alles-error", "ja"),
        ]
    )

    found = choices_of(form)

    assert [(one.row, one.kind, one.product_key, one.name) for one in found.rows] == [
        (2, ChoiceKind.PRODUCT, "magister", ""),
        (3, ChoiceKind.PRODUCT, "", "Zermelo"),
        (4, ChoiceKind.CONCEPT, "", "Theeapp"),
        (5, ChoiceKind.SKIP, "", ""),
        (6, None, "", ""),
    ]
    assert [one.meaning for one in found.columns] == [ImportField.NAME, ColumnUse.DROP]
    assert found.skip == (RowState.ERROR,)


@pytest.mark.parametrize(
    "pairs",
    [
        [("rij-2", "ander")],
        [("kolom-0", "onzin")],
        [("rij-2", "product:" + "x" * 200)],
        [("rij-2", "nieuw"), ("nieuw-2", "thee\x00")],
    ],
)
def test_a_choice_that_cannot_be_is_refused_at_its_field(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        choices_of(FormData(pairs))

    assert caught.value.problems[0].where in ("ander-2", "kolom-0")


def test_what_was_chosen_stands_ticked() -> None:
    chosen = RowChoice(kind=ChoiceKind.PRODUCT, product_key="magister")
    other = RowChoice(kind=ChoiceKind.PRODUCT, product_key="zermelo")

    assert ticked(row(RowState.CHOOSE)) == ""
    assert ticked(row(RowState.NEW)) == "voorstel"
    assert ticked(row(RowState.NEW, chosen)) == "product:magister"
    assert ticked(row(RowState.NEW, other)) == "ander"
    assert ticked(row(RowState.SKIPPED, RowChoice(kind=ChoiceKind.SKIP))) == "overslaan"
    assert ticked(row(RowState.NEW, RowChoice(kind=ChoiceKind.CONCEPT, name="x"))) == "nieuw"
