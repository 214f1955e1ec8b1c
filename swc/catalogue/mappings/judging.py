"""Judging a statement before it is written: that its concepts are there, and that nothing stands in its way."""

from __future__ import annotations

from sqlmodel import Session

from swc.catalogue.mappings.ends import named
from swc.catalogue.mappings.kinds import Link
from swc.catalogue.mappings.rules import Conflict, Doubt, Refusal, Verdict, Web
from swc.catalogue.mappings.standing import link_of, same
from swc.errors import InvalidInputError, Problem, RuleRefusedError

_WORDS = {
    "exactMatch": "komt overeen met",
    "closeMatch": "komt vrijwel overeen met",
    "broadMatch": "valt onder",
    "narrowMatch": "omvat",
    "relatedMatch": "is verwant met",
}


def demand_known(session: Session, link: Link) -> None:
    """Refuse a mapping with a concept that is not there."""
    there = named(session, (link.subject, link.object))
    problems = tuple(
        Problem(field, "Dit begrip staat niet in de lijst.")
        for field, end in (("subject_code", link.subject), ("object_code", link.object))
        if end not in there
    )
    if problems:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=problems)


def demand_free(session: Session, standing: Web, link: Link, *, certain: bool) -> None:
    """Refuse what cannot stand beside what holds, or what was said already."""
    known = same(session, link)
    if known is not None:
        refuse(session, Verdict(Conflict(Refusal.STANDS, link_of(known))), certain=certain)
    refuse(session, standing.judge(link), certain=certain)


def refuse(session: Session, verdict: Verdict, *, certain: bool) -> None:
    """Refuse what a verdict forbids, and what it doubts unless somebody is certain."""
    if verdict.conflict is not None:
        raise _refusal(session, verdict.conflict)
    if verdict.doubts and not certain:
        raise _doubtful(session, verdict.doubts[0])


def _refusal(session: Session, conflict: Conflict) -> RuleRefusedError:
    """Return the refusal that a clash means, naming the statement in the way."""
    told = _told(session, conflict.other)
    if conflict.reason is Refusal.SAME_SCHEME:
        return RuleRefusedError("Een afbeelding legt geen verband binnen één lijst.", remedy="Kies een andere lijst.")
    if conflict.reason is Refusal.STANDS:
        return RuleRefusedError("Deze afbeelding is er al: %(other)s.", other=told)
    if conflict.reason is Refusal.EXACT_AND_OTHER:
        return RuleRefusedError(
            "Wat overeenkomt valt niet ook onder elkaar en is niet ook verwant; dit botst met: %(other)s.",
            remedy="Trek die afbeelding eerst in.",
            other=told,
        )
    if conflict.reason is Refusal.CIRCLE:
        return RuleRefusedError(
            "Zo zou een begrip onder zichzelf vallen; dit botst met: %(other)s.",
            remedy="Trek die afbeelding eerst in.",
            other=told,
        )
    return RuleRefusedError(
        "Begrippen die onder elkaar vallen zijn niet ook verwant; dit botst met: %(other)s.",
        remedy="Trek die afbeelding eerst in.",
        other=told,
    )


def _doubtful(session: Session, doubt: Doubt) -> InvalidInputError:
    names = named(session, (doubt.first, doubt.second))
    first, second = (names[end].label_nl if end in names else end.code for end in (doubt.first, doubt.second))
    return InvalidInputError(
        "Zo komen twee begrippen van één lijst met hetzelfde overeen.",
        problems=(
            Problem(
                "certain",
                "“%(first)s” en “%(second)s” zouden hetzelfde betekenen.",
                "Bevestig dat het zo bedoeld is, of kies een zwakker verband.",
                params={"first": first, "second": second},
            ),
        ),
    )


def _told(session: Session, link: Link | None) -> str:
    """Return a statement in words, with the names of its concepts."""
    if link is None:
        return ""
    names = named(session, (link.subject, link.object))
    first, second = (names[end].label_nl if end in names else end.code for end in (link.subject, link.object))
    return f"“{first}” {_WORDS[link.predicate.value]} “{second}”"
