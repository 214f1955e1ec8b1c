"""The lists of what does not fit, on a board with known answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from swc.catalogue.kinds import DataLevel
from swc.landscape import queries as landscape
from swc.landscape.agreements import queries
from swc.landscape.agreements.kinds import AgreementList, Why
from swc.landscape.agreements.schemas import AgreementBook
from swc.landscape.kinds import AgreementPresence, UsageStatus
from swc.landscape.schemas import UseSummary
from tests.factories.agreements import make_deal
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, BOARD_B, NOW
from tests.query_count import counted

TODAY = NOW.date()
YESTERDAY, SOON = TODAY - timedelta(days=1), TODAY + timedelta(days=90)
PRODUCTS = ("rooster", "toets", "mail", "bibliotheek", "krijtje")


@pytest.fixture(autouse=True)
def board_with_landscape(session: Session) -> None:
    make_landscape(session, release=False)
    for key in PRODUCTS:
        make_vendor(session, f"{key}-bv", name=f"{key.title()} B.V.")
        make_product(
            session,
            key,
            name=key.title(),
            vendor_key=f"{key}-bv",
            category="",
            data_level=DataLevel.NONE if key == "krijtje" else DataLevel.ORDINARY,
        )


def book(session: Session) -> AgreementBook:
    return queries.agreement_book(session, BOARD_A, TODAY)


def told(session: Session, code: AgreementList) -> set[tuple[str, str, Why]]:
    """Return what stands on a list as (use, agreement, why)."""
    return {
        (one.use.name if one.use else "", one.agreement.name if one.agreement else "", one.why)
        for one in book(session).of(code).entries
    }


def use_of(session: Session, name: str) -> UseSummary:
    return next(one for one in landscape.use_summaries(session, BOARD_A, on=TODAY) if one.name == name)


def test_personal_data_without_a_signed_agreement_in_force(session: Session) -> None:
    make_use(session)
    rooster, toets, mail = (make_use(session, product=key) for key in ("rooster", "toets", "mail"))
    make_use(session, product="krijtje")
    make_use(session, product="bibliotheek", status=UsageStatus.PHASED_OUT)
    make_use(session, product="bibliotheek", own_name="Zelfgemaakt")
    make_deal(session)
    make_deal(session, use=rooster, valid_until=YESTERDAY)
    make_deal(session, use=toets, signed_on=None)
    make_deal(session, use=mail, presence=AgreementPresence.ABSENT, signed_on=None, model_version="")
    found = told(session, AgreementList.WITHOUT_AGREEMENT)
    assert found == {
        ("Rooster", "Rooster", Why.AGREEMENT_ENDED),
        ("Toets", "Toets", Why.NOT_SIGNED),
        ("Mail", "Mail", Why.NO_AGREEMENT),
        ("Zelfgemaakt", "", Why.UNKNOWN_PRESENCE),
    }
    listed = book(session).of(AgreementList.WITHOUT_AGREEMENT)
    assert (listed.total, listed.certain) == (4, 2)


def test_an_agreement_signed_in_the_future_does_not_count_yet_and_one_not_needed_does(session: Session) -> None:
    make_use(session, product="rooster")
    make_use(session, product="toets")
    make_deal(session, vendor="rooster-bv", signed_on=SOON)
    make_deal(session, vendor="toets-bv", presence=AgreementPresence.NOT_NEEDED)
    assert told(session, AgreementList.WITHOUT_AGREEMENT) == {("Rooster", "Rooster B.V.", Why.SIGNED_LATER)}


def test_agreements_without_a_use(session: Session) -> None:
    make_use(session)
    make_use(session, product="toets", status=UsageStatus.PHASED_OUT)
    make_use(session, product="mail", end_date=YESTERDAY)
    ended = make_use(session, product="bibliotheek", status=UsageStatus.PHASED_OUT)
    make_use(session, product="krijtje", board=BOARD_B)
    make_deal(session)
    make_deal(session, vendor="rooster-bv")
    make_deal(session, vendor="toets-bv")
    make_deal(session, vendor="mail-bv", products=("mail",))
    make_deal(session, use=ended)
    make_deal(session, vendor="krijtje-bv")
    make_deal(session, vendor="krijtje-bv", valid_until=YESTERDAY)
    make_deal(session, vendor=None, vendor_name="Drukkerij Jansen")
    assert told(session, AgreementList.WITHOUT_USE) == {
        ("", "Rooster B.V.", Why.NOT_USED),
        ("", "Toets B.V.", Why.USE_ENDED),
        ("", "Mail B.V.: Mail", Why.USE_ENDED),
        ("", "Bibliotheek", Why.USE_ENDED),
        ("", "Krijtje B.V.", Why.NOT_USED),
        ("", "Drukkerij Jansen", Why.VENDOR_UNKNOWN),
    }


def test_data_in_use_that_the_annex_does_not_name_and_what_it_names_for_nothing(session: Session) -> None:
    make_use(session, product="rooster", categories=("P01", "P03"))
    make_use(session, product="toets", categories=("P01",))
    make_use(session, product="mail", categories=("P01",))
    make_use(session, product="bibliotheek")
    make_deal(session, vendor="rooster-bv", annex=("P01", "P12"))
    make_deal(session, vendor="toets-bv", annex=("P01",))
    make_deal(session, vendor="mail-bv")
    make_deal(session, vendor="bibliotheek-bv", annex=("P01",))
    found = book(session).of(AgreementList.ANNEX_GAPS)
    assert {(one.use.name if one.use else "", one.why, one.categories) for one in found.entries} == {
        ("Rooster", Why.NOT_IN_ANNEX, ("P03",)),
        ("", Why.NAMED_NOT_USED, ("P12",)),
        ("Mail", Why.ANNEX_NOT_RECORDED, ()),
        ("Bibliotheek", Why.MORE_CATEGORIES_UNKNOWN, ()),
    }
    assert (found.total, found.certain) == (3, 1)


def test_agreements_that_end_within_the_days_of_the_norm_and_those_that_ended(session: Session) -> None:
    for key in PRODUCTS:
        make_use(session, product=key)
    make_deal(session, vendor="rooster-bv", valid_until=SOON)
    make_deal(session, vendor="toets-bv", valid_until=SOON + timedelta(days=1))
    make_deal(session, vendor="mail-bv", valid_until=TODAY)
    make_deal(session, vendor="bibliotheek-bv", valid_until=YESTERDAY)
    make_deal(session, vendor="sanoma", valid_until=YESTERDAY)
    assert told(session, AgreementList.ENDING) == {("", "Rooster B.V.", Why.ENDS), ("", "Mail B.V.", Why.ENDS)}
    assert told(session, AgreementList.ENDED) == {("", "Bibliotheek B.V.", Why.ENDED)}
    assert [one.days for one in book(session).of(AgreementList.ENDING).entries] == [0, 90]


def test_older_models_and_signers_who_may_not_bind_the_board(session: Session) -> None:
    for key in PRODUCTS:
        make_use(session, product=key)
    make_deal(session, vendor="rooster-bv", model_version="model-3.0", signer_authorised=True)
    make_deal(session, vendor="toets-bv", model_version="model-4.0", signer_authorised=False)
    make_deal(session, vendor="mail-bv", model_version="")
    make_deal(session, vendor="bibliotheek-bv", model_version="model-leverancier", signer_authorised=True)
    make_deal(session, vendor="krijtje-bv", model_version="ouder-model")
    assert told(session, AgreementList.OLDER_MODEL) == {
        ("", "Rooster B.V.", Why.OLDER),
        ("", "Mail B.V.", Why.MODEL_UNKNOWN),
    }
    assert told(session, AgreementList.SIGNER) == {
        ("", "Toets B.V.", Why.NOT_AUTHORISED),
        ("", "Mail B.V.", Why.AUTHORITY_UNKNOWN),
    }


def test_a_summary_carries_the_agreement_with_the_vendor_and_its_annex(session: Session) -> None:
    make_use(session, product="rooster")
    deal = make_deal(session, vendor="rooster-bv", products=("rooster", "toets"), annex=("P03", "P01"))
    fact = use_of(session, "Rooster").agreement
    assert (fact.agreement_id, fact.with_vendor, fact.annex_categories) == (deal.id, True, ("P01", "P03"))
    (row,) = queries.agreements(session, BOARD_A, TODAY)
    assert [one.name for one in row.uses] == ["Rooster"]


def test_a_use_with_an_agreement_of_its_own_is_covered_by_the_vendors_but_does_not_rest_on_it(
    session: Session,
) -> None:
    use = make_use(session, product="rooster")
    own = make_deal(session, use=use, signer_authorised=False)
    make_deal(session, vendor="rooster-bv")
    fact = use_of(session, "Rooster").agreement
    assert (fact.agreement_id, fact.with_vendor, fact.signer_authorised) == (own.id, False, False)
    assert fact.annex_categories is None
    shared = next(one for one in queries.agreements(session, BOARD_A, TODAY) if one.use_id is None)
    assert ([one.counts for one in shared.covered], shared.uses) == ([False], ())


def test_more_agreements_and_uses_do_not_take_more_statements(session: Session) -> None:
    def fill(number: int) -> None:
        for key in PRODUCTS[:number]:
            make_use(session, product=key, categories=("P01",))
            make_deal(session, vendor=f"{key}-bv", annex=("P01",), locations=("NL",), sub_processors=(("X", "NL"),))

    fill(1)
    with counted(session) as few:
        book(session)
    fill(5)
    with counted(session) as many:
        book(session)
    assert len(few) == len(many) <= 17


def test_another_boards_agreements_are_not_seen(session: Session) -> None:
    make_deal(session, board=BOARD_B)
    make_use(session)
    assert book(session).agreements == ()
    assert use_of(session, "Magister").agreement.agreement_id is None


def test_the_agreement_of_a_use_stands_on_its_page_beside_that_with_the_vendor(session: Session) -> None:
    use = make_use(session, product="rooster")
    make_deal(session, use=use, presence=AgreementPresence.UNKNOWN, signed_on=None, note="navragen")
    deal = make_deal(session, vendor="rooster-bv", valid_until=date(2030, 1, 1))
    detail = landscape.use_detail(session, BOARD_A, use.id, on=TODAY)
    assert detail is not None
    assert detail.own_agreement is not None
    assert (detail.own_agreement.note, detail.summary.agreement.agreement_id) == ("navragen", deal.id)
