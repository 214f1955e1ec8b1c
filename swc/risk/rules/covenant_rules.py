"""Rules on what a processor agreement is worth: covenant, annex and signature (art. 28 AVG)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from swc.landscape.kinds import AgreementPresence
from swc.risk.facts import BoardFacts, Known, UseFacts
from swc.risk.kinds import EvidenceForm, FlagSubject, Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source, Subject
from swc.risk.rules.evidence import Gap

_PERSONAL = "Verwerkt persoonsgegevens"


def outside_covenant(facts: BoardFacts) -> Iterator[Finding]:
    """PA03: the vendor is not in the register of the Privacyconvenant; one flag for each vendor."""
    outside: dict[str, list[UseFacts]] = defaultdict(list)
    gaps: list[Gap] = []
    for use in _with_processor(facts):
        member = use.vendor.covenant_member
        if member is None:
            gaps.append(Gap(use, "Leverancier" if use.vendor.key is None else "Deelnemer aan het Privacyconvenant"))
        elif not member and use.vendor.key is not None:
            if use.personal_data is Known.YES:
                outside[use.vendor.key].append(use)
            else:
                gaps.append(Gap(use, _PERSONAL))
    for key, uses in sorted(outside.items()):
        name = uses[0].vendor.name
        member_not = Fact(
            "Deelnemer aan het Privacyconvenant", "nee", EvidenceForm.WORD, "", say.CATALOGUE, "vendor", key
        )
        shown = (say.text("Applicatie", use.name, use=use) for use in sorted(uses, key=lambda one: (one.name, one.id)))
        yield say.found("PA03", Subject(FlagSubject.VENDOR, key, name), Severity.ORANGE, member_not, *shown)
    yield from say.gaps("PA03", facts, gaps)


def not_in_annex(facts: BoardFacts) -> Iterator[Finding]:
    """PA04: the application holds a category of data that the privacy annex does not name."""
    gaps: list[Gap] = []
    for use in _with_agreement(facts):
        annex = use.agreement.annex_categories
        if annex is None:
            gaps.append(Gap(use, "Privacybijlage"))
            continue
        extra = [one for one in use.categories if one.code not in annex]
        sure = [one for one in extra if one.confirmed]
        if sure and use.personal_data is Known.YES:
            named = (_annexed(code, use) for code in sorted(annex))
            yield say.found("PA04", use, Severity.ORANGE, *(say.category(one, use) for one in sure), *named)
        elif extra or use.categories_unknown:
            gaps.append(Gap(use, "Categorieën persoonsgegevens"))
    yield from say.gaps("PA04", facts, gaps)


def not_authorised(facts: BoardFacts) -> Iterator[Finding]:
    """PA05: whoever signed the agreement could not bind the board."""
    gaps: list[Gap] = []
    for use in _with_agreement(facts):
        authorised = use.agreement.signer_authorised
        if authorised is None:
            gaps.append(Gap(use, "Ondertekenaar bevoegd"))
        elif not authorised:
            shown = (say.word("Ondertekenaar bevoegd", "nee", use=use), _signed(use))
            yield say.found("PA05", use, Severity.ORANGE, *shown)
    yield from say.gaps("PA05", facts, gaps)


def _with_processor(facts: BoardFacts) -> Iterator[UseFacts]:
    """Yield the uses with personal data that are not known to need no agreement."""
    for use in facts.uses:
        if not use.running_or_planned or use.personal_data is Known.NO:
            continue
        if use.agreement.presence is not AgreementPresence.NOT_NEEDED:
            yield use


def _with_agreement(facts: BoardFacts) -> Iterator[UseFacts]:
    for use in _with_processor(facts):
        if use.agreement.presence is AgreementPresence.PRESENT:
            yield use


def _annexed(code: str, use: UseFacts) -> Fact:
    return say.concept("Categorie in de privacybijlage", "data-categories", code, use=use)


def _signed(use: UseFacts) -> Fact:
    return say.day("Getekend op", use.agreement.signed_on, use=use)


COVENANT_RULES = (
    Rule(
        code="PA03",
        theme="agreement",
        title="Leverancier doet niet mee aan het Privacyconvenant",
        severity=Severity.ORANGE,
        explanation="De leverancier staat niet in het register van het Privacyconvenant. Dat is geen fout, maar de "
        "overeenkomst volgt dan niet vanzelf het model van de sector en verdient een eigen toets aan de AVG. Er is één "
        "signaal per leverancier. Onbekend als de catalogus het niet zegt.",
        remedy="Laat de overeenkomst toetsen aan de AVG, bijvoorbeeld door SIVON, of vraag de leverancier mee te doen.",
        sources=(
            Source("SIVON, toetsen van verwerkersovereenkomsten", "https://sivon.nl/toetsen-verwerkersovereenkomsten/"),
            Source("Privacyconvenant Onderwijs", "https://www.privacyconvenant.nl/meedoen/"),
        ),
        check=outside_covenant,
    ),
    Rule(
        code="PA04",
        theme="agreement",
        title="Gegevens in gebruik die de privacybijlage niet noemt",
        severity=Severity.ORANGE,
        explanation="De applicatie verwerkt een categorie persoonsgegevens die niet in de privacybijlage van de "
        "overeenkomst staat. Onbekend als de bijlage niet is vastgelegd, of als de categorie nog niet bevestigd is.",
        remedy="Laat de bijlage aanvullen, stop met deze gegevens, of verbeter de categorieën bij de applicatie.",
        sources=(
            Source("SIVON, toetsen van verwerkersovereenkomsten", "https://sivon.nl/toetsen-verwerkersovereenkomsten/"),
            Source("AVG, artikel 28 lid 3", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"),
        ),
        check=not_in_annex,
    ),
    Rule(
        code="PA05",
        theme="agreement",
        title="Overeenkomst niet door een bevoegde getekend",
        severity=Severity.ORANGE,
        explanation="Een verwerkersovereenkomst bindt het bevoegd gezag. Wie deze tekende, mocht dat niet. Onbekend "
        "als niet is vastgelegd of de ondertekenaar bevoegd was.",
        remedy="Laat de overeenkomst opnieuw tekenen door wie daartoe bevoegd is, of leg het mandaat vast.",
        sources=(
            Source("ParnasSys, verwerkersovereenkomst", "https://www.parnassys.nl/juridisch/verwerkersovereenkomst"),
            Source("AVG, artikel 28 lid 3", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"),
        ),
        check=not_authorised,
    ),
)
