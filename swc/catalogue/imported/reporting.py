"""The report on a file: what it holds, what the checks find, what is left out and what would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from uuid import UUID

from swc.catalogue.imported.checks import CHECKS
from swc.catalogue.imported.kinds import Change, Node, RdfContent, Severity
from swc.catalogue.imported.rules import SchemeContent, gather
from swc.catalogue.imported.schemas import ChangeCount, Finding, Left, Report, SchemeChoice
from swc.catalogue.imported.taking import Plan, Taken, concepts_of, plan, title_of
from swc.errors import InvalidInputError, Problem
from vocab.namespaces import SCHEME, SWC

_EXAMPLES = 20
MOST_CONCEPTS = 30_000


def schemes_in(content: RdfContent) -> tuple[SchemeChoice, ...]:
    """Return the schemes of a file, fullest first; raises `InvalidInputError` where there is none."""
    counted: Counter[str] = Counter()
    for node in content.nodes.values():
        if "Concept" in node.types:
            counted.update({*node.refs.get("inScheme", ()), *node.refs.get("topConceptOf", ())})
    found = [node for node in content.nodes.values() if "ConceptScheme" in node.types]
    if not found:
        raise _unfit("Het bestand bevat geen begrippenlijst (skos:ConceptScheme).", "Voeg er een toe met een titel.")
    choices = [SchemeChoice(iri=one.iri, title=title_of(one, one.iri), concepts=counted[one.iri]) for one in found]
    return tuple(sorted(choices, key=lambda one: (-one.concepts, one.iri)))


def chosen_scheme(content: RdfContent, wanted: str = "") -> SchemeContent:
    """Return the scheme that is asked for, else the fullest; raises `InvalidInputError` where it cannot be taken."""
    schemes = schemes_in(content)
    iri = wanted or schemes[0].iri
    if iri not in {one.iri for one in schemes}:
        raise _unfit("Deze begrippenlijst staat niet in het bestand.", "Kies er een uit de lijst.")
    found = gather(content.nodes[iri], content.nodes)
    if not found.concepts:
        raise _unfit("De begrippenlijst bevat geen begrippen.", "Zeg van elk begrip met skos:inScheme waar het staat.")
    if len(found.concepts) > MOST_CONCEPTS:
        raise _unfit("De begrippenlijst bevat meer dan %(limit)s begrippen.", "Splits de lijst.", limit=MOST_CONCEPTS)
    if any(one.startswith((SWC, SCHEME)) for one in (iri, *found.concepts)):
        raise _unfit("Het bestand beschrijft begrippen van deze catalogus zelf.", "Die worden hier niet ingelezen.")
    return found


def report(
    content: RdfContent, found: SchemeContent, before: Mapping[str, Taken], *, key: str | None, version: UUID | None
) -> tuple[Report, Plan]:
    """Return the report on a scheme of a file and what storing it would do."""
    planned = plan(concepts_of(found), before)
    scheme = found.scheme
    made = Report(
        scheme_iri=scheme.iri,
        title=title_of(scheme, "")[:200],
        description=scheme.text("dct:description", "nl", "en")[:1000],
        version_label=(scheme.text("owl:versionInfo") or scheme.text("dcat:version"))[:80],
        licence=(next(iter(scheme.refs.get("dct:license", ())), "") or scheme.text("dct:license", "nl", "en"))[:300],
        schemes=schemes_in(content),
        triples=content.triples,
        concepts=len(found.concepts),
        collections=len(found.collections),
        labels=_languages(found.concepts),
        findings=tuple(_findings(found)),
        left=tuple(_left(content, found)),
        changes=tuple(_changes(planned)),
        compared_with=version,
        scheme_key=key,
    )
    return made, planned


def _languages(concepts: Mapping[str, Node]) -> dict[str, int]:
    """Return the number of labels by language."""
    names = ("prefLabel", "altLabel", "hiddenLabel")
    told = (tag.lower() or "–" for one in concepts.values() for name in names for _, tag in one.texts.get(name, ()))
    return dict(sorted(Counter(told).items()))


def _findings(found: SchemeContent) -> Iterator[Finding]:
    for check in CHECKS:
        hits = list(check.find(found))
        if hits:
            yield Finding(
                code=check.code,
                severity=check.severity,
                asked_by=check.asked_by,
                message=check.message,
                count=len(hits),
                examples=tuple((iri, said[:200]) for iri, said in hits[:_EXAMPLES]),
            )


def _left(content: RdfContent, found: SchemeContent) -> Iterator[Left]:
    """Yield what is left out, each with its reason."""
    concepts = {iri for iri, node in content.nodes.items() if "Concept" in node.types} - set(found.concepts)
    elsewhere = sorted(iri for iri in concepts if content.nodes[iri].refs.get("inScheme"))
    if elsewhere:
        yield Left(message="Begrippen van een andere lijst.", count=len(elsewhere), examples=tuple(elsewhere[:5]))
    loose = sorted(concepts - set(elsewhere))
    if loose:
        yield Left(message="Begrippen die in geen lijst staan.", count=len(loose), examples=tuple(loose[:5]))
    if content.other:
        examples = tuple(sorted(content.other, key=lambda one: -content.other[one])[:10])
        yield Left(
            message="Uitspraken met eigenschappen die hier niet bewaard worden.",
            count=sum(content.other.values()),
            examples=examples,
        )
    if content.blank:
        yield Left(message="Uitspraken over naamloze knopen (blank nodes).", count=content.blank)
    if content.refused:
        yield Left(
            message="Adressen die niet volledig, te lang of ongeldig zijn.",
            count=len(content.refused),
            examples=content.refused[:5],
        )
    if content.shortened:
        yield Left(message="Teksten van meer dan 10.000 tekens zijn ingekort.", count=content.shortened)


def _changes(planned: Plan) -> Iterator[ChangeCount]:
    counted = Counter(planned.changes.values())
    for change in Change:
        if counted[change]:
            some = planned.of(change)[:_EXAMPLES] if change is not Change.SAME else ()
            names = tuple(one.label_nl or one.iri for one in some)
            yield ChangeCount(change=change, count=counted[change], examples=names)


def blocking(found: Report) -> tuple[Problem, ...]:
    """Return what has to be mended before a scheme can be stored."""
    return tuple(
        Problem(one.asked_by, one.message, "Verbeter het bestand en lees het opnieuw.")
        for one in found.findings
        if one.severity is Severity.BLOCK
    )


def _unfit(message: str, remedy: str, **params: object) -> InvalidInputError:
    return InvalidInputError(
        "Het bestand kan niet worden gelezen.", problems=(Problem("bestand", message, remedy, params=params),)
    )
