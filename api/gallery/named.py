"""One shape for every question with a name: the product's own, one accepted for everybody, one kept by somebody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from api.i18n import language
from swc.access.kinds import Act
from swc.errors import NotFoundError
from swc.questions.queries import published_queries, published_query, query_detail
from swc.questions.schemas import PublishedQuery, QueryDetail
from vocab.parameters import Parameter
from vocab.questions import NamedQuestion, Plot, question, questions, with_prefixes


class Origin(StrEnum):
    """Where a question comes from."""

    PRODUCT = "product"
    SECTOR = "sector"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Named:
    """A question that can be asked by name; `text` has its prefixes."""

    name: str
    label_nl: str
    label_en: str
    comment_nl: str
    comment_en: str
    audiences: tuple[str, ...]
    scopes: tuple[str, ...]
    text: str
    version: str
    parameters: tuple[Parameter, ...]
    plot: Plot | None
    origin: Origin

    @property
    def title(self) -> str:
        """Return what is asked, in the reader's language."""
        return self.label_en if language.get() == "en" else self.label_nl

    @property
    def explanation(self) -> str:
        """Return what the answer means, in the reader's language."""
        return self.comment_en if language.get() == "en" else self.comment_nl


def label_of(parameter: Parameter) -> str:
    """Return what a parameter is called, in the reader's language."""
    return parameter.label_en if language.get() == "en" else parameter.label_nl


def gallery(session: Session) -> tuple[Named, ...]:
    """Return every question that is in the gallery: the product's own, then those accepted for everybody."""
    accepted = (_kept(one, Origin.SECTOR) for one in published_queries(session))
    return (*(_own(one) for one in questions()), *accepted)


def named(session: Session, name: str, *, by: Act) -> Named:
    """Return one question by name; raises `NotFoundError` for one that is not there or not the reader's."""
    own = question(name)
    if own is not None:
        return _own(own)
    accepted = published_query(session, name)
    if accepted is not None:
        return _kept(accepted, Origin.SECTOR)
    if by.actor.anonymous:
        raise NotFoundError("Deze vraag is niet gevonden.")
    return _kept(query_detail(session, name, by=by), Origin.KEPT)


def _own(one: NamedQuestion) -> Named:
    return Named(
        name=one.name,
        label_nl=one.label_nl,
        label_en=one.label_en,
        comment_nl=one.comment_nl,
        comment_en=one.comment_en,
        audiences=one.audiences,
        scopes=one.scopes,
        text=one.text,
        version=one.version,
        parameters=one.parameters,
        plot=one.plot,
        origin=Origin.PRODUCT,
    )


def _kept(one: PublishedQuery | QueryDetail, origin: Origin) -> Named:
    return Named(
        name=one.name,
        label_nl=one.title,
        label_en=one.title,
        comment_nl=one.explanation,
        comment_en=one.explanation,
        audiences=(),
        scopes=(one.scope.value,),
        text=with_prefixes(one.text),
        version=str(one.version),
        parameters=tuple(parameter.plain() for parameter in one.parameters),
        plot=Plot(one.plot_over, one.plot_of) if one.plot_over and one.plot_of else None,
        origin=origin,
    )
