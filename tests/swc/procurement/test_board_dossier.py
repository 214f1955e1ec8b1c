"""What a board adds to a dossier: its uses, contracts and couplings, and of a DPIA the state alone."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.errors import NotFoundError
from swc.landscape.kinds import UsageStatus
from swc.procurement.board_dossier import board_dossier
from swc.procurement.kinds import SubjectOf
from swc.procurement.schemas import BuyingBoard
from tests.factories.boards import make_school
from tests.factories.catalogue import make_product
from tests.factories.fora import LAS
from tests.factories.landscape import make_agreement, make_coupling, make_landscape, make_use
from tests.factories.procurement import make_deal
from tests.personas import ANNE, BOARD_A, BRAM, CHRIS, PETRA, SYLVIA, VICTOR, acting
from tests.query_count import counted


@pytest.fixture(autouse=True)
def _landscape(session: Session) -> None:
    make_landscape(session)


def own(session: Session, *, subject: SubjectOf = SubjectOf.COMPONENT, key: str = LAS) -> BuyingBoard:
    found = board_dossier(session, BOARD_A, subject, key, by=acting(PETRA))
    assert found
    assert found.board
    return found.board


def test_a_board_adds_what_it_uses_with_contract_and_agreement(session: Session) -> None:
    use = make_use(session, components=(LAS,), users=120)
    make_use(session, components=(), own_name="Elders")
    make_agreement(session, use)
    make_deal(session, end=date(2027, 7, 31))
    found = own(session)
    (told,) = found.uses
    assert (told.name, told.contract_end, told.last_notice_day) == ("Magister", date(2027, 7, 31), None)
    assert (told.agreement, told.agreement_model, told.dpia_state) == ("present", "4.0", "not_assessed")
    assert (found.users, found.users_unknown) == (120, 0)


def test_what_was_phased_out_is_left_out_and_an_unknown_size_is_counted(session: Session) -> None:
    make_use(session, components=(LAS,), status=UsageStatus.PHASED_OUT, users=5)
    make_use(session, components=(LAS,))
    found = own(session)
    assert (len(found.uses), found.users, found.users_unknown) == (1, None, 1)


def test_pupils_of_a_school_that_are_unknown_make_a_lower_bound(session: Session) -> None:
    make_school(session, brin="44DD", pupils=300)
    assert (own(session).pupils, own(session).pupils_at_least) == (300, True)


def test_couplings_that_must_go_on_are_named_from_the_side_of_the_use(session: Session) -> None:
    las, other = make_use(session, components=(LAS,)), make_use(session, own_name="Rooster")
    make_coupling(session, other, target=las, standards=("uwlr",), categories=("P01",))
    make_coupling(session, other)
    (told,) = own(session).couplings
    assert (told.use_name, told.other_name, told.standards, told.categories) == (
        "Magister",
        "Rooster",
        ("uwlr",),
        ("P01",),
    )


def test_a_product_dossier_holds_uses_of_the_product_and_of_its_components(session: Session) -> None:
    make_product(session, "anders", name="Anders", components=(LAS,))
    make_use(session, components=(LAS,))
    make_use(session, product="anders")
    make_use(session)
    found = own(session, subject=SubjectOf.PRODUCT, key="anders")
    assert [one.name for one in found.uses] == ["Anders", "Magister"]


def test_nothing_that_somebody_wrote_in_a_dpia_is_in_it(session: Session) -> None:
    make_use(session, components=(LAS,))
    told = board_dossier(session, BOARD_A, SubjectOf.COMPONENT, LAS, by=acting(ANNE))
    bought = board_dossier(session, BOARD_A, SubjectOf.COMPONENT, LAS, by=acting(PETRA))
    assert told == bought
    assert told
    assert not {"reason", "conditions", "fg_advice"} & set(told.board.uses[0].model_dump() if told.board else ())


def test_outsiders_find_no_board_and_an_unknown_component_has_no_dossier(session: Session) -> None:
    for actor in (CHRIS, SYLVIA, VICTOR):
        with pytest.raises(NotFoundError):
            board_dossier(session, BOARD_A, SubjectOf.COMPONENT, LAS, by=acting(actor))
    assert board_dossier(session, BOARD_A, SubjectOf.COMPONENT, "0" * 32, by=acting(BRAM)) is None


def test_more_uses_do_not_mean_more_statements(session: Session) -> None:
    make_use(session, components=(LAS,))
    make_deal(session)
    own(session)
    session.expire_all()
    with counted(session) as few:
        own(session)
    for _ in range(5):
        make_coupling(session, make_use(session, components=(LAS,)))
    session.expire_all()
    with counted(session) as many:
        own(session)
    assert len(many) == len(few)
