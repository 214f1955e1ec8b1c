"""What rows are planned against: the agreements, uses, products and vendors that a name in a list can mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, select

from swc.catalogue.models import Product
from swc.landscape import queries as landscape
from swc.landscape.agreements import rules, stored
from swc.landscape.agreements.content import Content
from swc.landscape.agreements.schemas import AgreementFacts
from swc.landscape.imports.folding import fold, fold_party
from swc.landscape.imports.matching import Match, NameIndex
from swc.landscape.imports.queries import named_products, named_vendors
from swc.landscape.schemas import UseSummary


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands when a list is planned; only uses that have not ended are looked for by name."""

    agreements: Mapping[UUID, AgreementFacts]
    uses: Mapping[UUID, UseSummary]
    products: NameIndex
    vendors: NameIndex
    makers: Mapping[str, str | None]

    def uses_named(self, name: str) -> tuple[UseSummary, ...]:
        """Return the uses that the board knows by a name."""
        return tuple(use for use in self.uses.values() if fold(use.name) == fold(name))

    def uses_of(self, product_key: str) -> tuple[UseSummary, ...]:
        """Return the uses of a product."""
        return tuple(use for use in self.uses.values() if use.product_key == product_key)

    def vendor(self, name: str) -> Match:
        """Return the vendor that a name means, apart from its legal form."""
        return self.vendors.match(fold_party(name) or name)


def ground(session: Session, board_number: str, today: date) -> Ground:
    """Read what a plan is made against, in a fixed number of statements."""
    uses = landscape.use_summaries(session, board_number, on=today)
    return Ground(
        agreements={one.id: one for one in stored.of_board(session, board_number)},
        uses={use.id: use for use in uses if rules.is_live(use, today)},
        products=NameIndex(named_products(session, on=today)),
        vendors=NameIndex(named_vendors(session)),
        makers=dict(session.exec(select(Product.key, Product.vendor_key)).all()),
    )


def content_of(one: AgreementFacts) -> Content:
    """Return what stands in an agreement as it is compared and written."""
    found: Content = {
        name: getattr(one, name)
        for name in (
            "presence",
            "model_version",
            "signed_on",
            "valid_until",
            "note",
            "title",
            "signer_role",
            "signer_authorised",
            "document_url",
            "annex_recorded",
            "annex_retention",
        )
    }
    found["categories"], found["locations"] = tuple(sorted(one.categories)), tuple(sorted(one.locations))
    found["sub_processors"] = tuple(sorted(each.text for each in one.sub_processors))
    if one.use_id is None:
        found["vendor_key"] = one.vendor_key
        found["vendor_name"] = "" if one.vendor_key else one.vendor_name
        found["products"] = tuple(sorted(each.key for each in one.products))
    return found
