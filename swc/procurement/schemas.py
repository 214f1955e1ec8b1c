"""Read models of tender dossiers and comparisons: requirements with their source, and what products answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field, computed_field

from swc.access.schemas import ReadModel
from swc.catalogue.kinds import CentralOutcome, Trust
from swc.catalogue.schemas import UNSOURCED, Provenance
from swc.landscape.kinds import AgreementPresence, Direction, UsageStatus
from swc.procurement.kinds import Fulfilment, RequirementKind, SubjectOf, Theme


class Origin(ReadModel):
    """The law, standard or document that a requirement follows from, with how far that was checked."""

    title_nl: str
    title_en: str
    url: str = ""
    trust: Trust = Trust.UNKNOWN


class RequirementNorm(ReadModel):
    """The threshold or the day that belongs to a requirement, as it holds on the day of the dossier.

    `value` is the number as it is written, in `unit`; for a day set by law `day` is filled instead.
    """

    code: str
    label_nl: str
    label_en: str
    value: str = ""
    unit: str = ""
    day: date | None = None
    trust: Trust = Trust.UNKNOWN


class Requirement(ReadModel):
    """One requirement, in Dutch and English, with where it comes from.

    `scheme` and `code` name the concept that it is about (a standard, a BIV level, a requirement of ours); `element` is
    the GUID of the FORA element that it is about. `article` names the article of the law.
    """

    id: str
    theme: Theme
    kind: RequirementKind
    title_nl: str
    title_en: str
    text_nl: str
    text_en: str
    article: str = ""
    origins: tuple[Origin, ...] = ()
    norms: tuple[RequirementNorm, ...] = ()
    scheme: str = ""
    code: str = ""
    element: str = ""


class AnswerFact(ReadModel):
    """What an answer rests on: a code of a scheme, or a text, with where that is known from."""

    scheme: str = ""
    code: str = ""
    text: str = ""
    provenance: Provenance = UNSOURCED


class Answered(ReadModel):
    """What is known of one product on one requirement."""

    requirement: str
    answer: Fulfilment = Fulfilment.UNKNOWN
    facts: tuple[AnswerFact, ...] = ()


class CentralFact(ReadModel):
    """The newest version of a central DPIA of a product, as far as it is public; never what a board wrote itself."""

    key: str
    title: str
    number: int
    effective_on: date | None = None
    outcome: CentralOutcome


class WeighedProduct(ReadModel):
    """A product with its answers, in the order of the requirements."""

    key: str
    name: str
    vendor_key: str | None = None
    vendor_name: str | None = None
    centrals: tuple[CentralFact, ...] = ()
    no_central_dpia_found_on: date | None = None
    answers: tuple[Answered, ...] = ()

    def on(self, requirement: str) -> Answered:
        """Return the answer on a requirement; unknown when there is none."""
        return next((one for one in self.answers if one.requirement == requirement), Answered(requirement=requirement))

    def count(self, answer: Fulfilment) -> int:
        """Return how many requirements have an answer."""
        return sum(1 for one in self.answers if one.answer is answer)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def unknown(self) -> int:
        """Return how many requirements nobody can answer."""
        return self.count(Fulfilment.UNKNOWN)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def no(self) -> int:
        """Return how many requirements the product is known not to meet."""
        return self.count(Fulfilment.NO)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def yes(self) -> int:
        """Return how many requirements the product is known to meet."""
        return self.count(Fulfilment.YES)


class Element(ReadModel):
    """An element of FORA by name; `categories` are those of the personal data that an information object holds."""

    guid: str
    name: str
    personal_data: bool | None = None
    categories: tuple[str, ...] = ()


class ComponentNeed(ReadModel):
    """What a component has to support: functions, processes and the information objects with personal data.

    `objects` leaves out what FORA says holds no personal data; what FORA says nothing of stays in, as unknown.
    """

    guid: str
    name: str
    in_release: bool = True
    application_functions: tuple[Element, ...] = ()
    functions: tuple[Element, ...] = ()
    processes: tuple[Element, ...] = ()
    objects: tuple[Element, ...] = ()


class Levels(ReadModel):
    """Levels of availability, integrity and confidentiality (scheme `biv-levels`); empty is unknown."""

    availability: str | None = None
    integrity: str | None = None
    confidentiality: str | None = None


class Cpv(ReadModel):
    """A CPV code with its notation (the check digit where confirmed); `by` names what leads to it."""

    code: str
    notation: str
    label_nl: str
    label_en: str
    by: str
    trust: Trust = Trust.UNKNOWN
    note: str = ""


class OwnUse(ReadModel):
    """What a board uses now for the same: size, contract and agreement, and the status of its DPIA (nothing more)."""

    id: UUID
    name: str
    product_key: str
    product_name: str
    status: UsageStatus
    users: int | None = None
    whole_board: bool = True
    schools: int = 0
    contract_end: date | None = None
    last_notice_day: date | None = None
    agreement: AgreementPresence = AgreementPresence.UNKNOWN
    agreement_model: str = ""
    dpia_state: str = ""


class KeptCoupling(ReadModel):
    """An exchange that has to go on, with its standards and the categories of personal data in it."""

    id: UUID
    use_name: str
    other_name: str
    direction: Direction
    kind: str = ""
    standards: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


class BuyingBoard(ReadModel):
    """What a board adds to the public dossier; `users` adds what is known, `users_unknown` counts uses without."""

    number: str
    name: str
    kvk_number: str = ""
    pupils: int | None = None
    pupils_at_least: bool = False
    schools: int = 0
    users: int | None = None
    users_unknown: int = 0
    uses: tuple[OwnUse, ...] = ()
    couplings: tuple[KeptCoupling, ...] = ()
    row_version: int = 1


class TenderDossier(ReadModel):
    """Everything to ask of who wants to supply a component, or a product like this one.

    `data_level` is the heaviest level of the categories (scheme `data-levels`), empty while none is known. `candidates`
    are the products that are said to be suited, by name, or the product itself; `board` is empty in the public version.
    """

    as_of: date
    subject: SubjectOf
    key: str
    name: str
    release: str = ""
    components: tuple[ComponentNeed, ...] = ()
    cpv: tuple[Cpv, ...] = ()
    categories: tuple[str, ...] = ()
    data_level: str | None = None
    required: Levels = Levels()
    requirements: tuple[Requirement, ...] = ()
    candidates: tuple[WeighedProduct, ...] = ()
    board: BuyingBoard | None = None

    def of(self, theme: Theme) -> tuple[Requirement, ...]:
        """Return the requirements of a theme."""
        return tuple(one for one in self.requirements if one.theme is theme)


class Comparison(ReadModel):
    """Products side by side on the same requirements, in the order that was asked; unknown counts for neither side.

    `components` names the components of which the functions and standards are asked: those that any of the products is
    said to suit.
    """

    as_of: date
    products: tuple[WeighedProduct, ...]
    components: tuple[ComponentNeed, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    required: Levels = Levels()
    data_level: str | None = None

    def of(self, theme: Theme) -> tuple[Requirement, ...]:
        """Return the requirements of a theme."""
        return tuple(one for one in self.requirements if one.theme is theme)


class Choice(ReadModel):
    """What a dossier can be asked for: a component or a product by name."""

    key: str
    name: str


class Choices(ReadModel):
    """The components and products to choose from."""

    components: tuple[Choice, ...] = Field(default=())
    products: tuple[Choice, ...] = Field(default=())
