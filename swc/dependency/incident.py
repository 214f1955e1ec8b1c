"""Pure: what a report of a personal data breach asks (art. 33 and 34 GDPR), as far as it is recorded.

People decide whether a breach is notified; this says what the recorded data give reason for, and nothing more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from swc.catalogue.kinds import DataLevel
from swc.dependency import affected
from swc.dependency.affected import Touched
from swc.dependency.facts import UseFacts
from swc.dependency.kinds import Duty
from swc.dependency.schemas import Ref
from swc.dependency.whatif_schemas import Incident, NotifiedProcessor, Target
from swc.landscape.kinds import AgreementPresence, ProcessesPersonalData

_RANK: Final = (
    DataLevel.NONE,
    DataLevel.PSEUDONYM,
    DataLevel.ORDINARY,
    DataLevel.SENSITIVE,
    DataLevel.SPECIAL,
)
_HEAVY: Final = frozenset({DataLevel.SENSITIVE, DataLevel.SPECIAL})
_STAFF: Final = frozenset({"medewerkers", "oud-medewerkers", "sollicitanten", "stagiairs", "vrijwilligers"})

NATURE: Final = "Inbreuk op de beveiliging van persoonsgegevens bij %(name)s; vul aan wat er gebeurde en wanneer."
"""How a report begins; the message takes the name of the target."""

_CONSEQUENCES: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (
        frozenset({"P03"}),
        "Identiteitsfraude: een burgerservicenummer of persoonsgebonden nummer is niet te vervangen.",
    ),
    (
        frozenset({"P08", "P09", "P10", "P19"}),
        "Gegevens over gezondheid of ondersteuning worden bekend: kans op stigma, uitsluiting of discriminatie.",
    ),
    (
        frozenset({"P13", "P14", "P22", "P23"}),
        "Andere bijzondere gegevens worden bekend: kans op discriminatie of schade aan de persoon.",
    ),
    (frozenset({"P11", "P20", "P21"}), "Aantasting van de goede naam door gegevens over gedrag, straf of oordeel."),
    (frozenset({"P05", "P06", "P07"}), "Gegevens over leren en verzuim worden bekend of kloppen niet meer."),
    (frozenset({"P15"}), "Overname van accounts: inloggegevens zijn elders te gebruiken."),
    (frozenset({"P17", "P18"}), "Financiële schade of misleiding met gegevens over geld."),
    (frozenset({"P01", "P04", "P12", "P16"}), "Misleiding en ongewenst contact met namen, adressen of beelden."),
)
"""What may follow for people, by the categories (scheme `data-categories`) that leaked; our own list to begin with."""
_UNKNOWN_CONSEQUENCES: Final = "Welke gegevens het betreft is niet vastgelegd; ga dit bij de leverancier na."

MEASURES: Final = (
    "Vraag de leverancier om de melding van artikel 33, lid 2 AVG: aard, omvang, gevolgen en maatregelen.",
    "Sluit koppelingen naar en van de applicatie af tot het lek dicht is.",
    "Trek sleutels, wachtwoorden en sessies in en laat gebruikers een nieuw wachtwoord kiezen.",
    "Leg de inbreuk vast in het datalekregister, ook als er niet gemeld wordt (artikel 33, lid 5 AVG).",
    "Betrek de functionaris gegevensbescherming en meld zo nodig binnen de termijn bij de toezichthouder.",
)
"""What to take or propose (art. 33(3)(d) GDPR), to begin with; the board writes down what it did."""


def incident(touched: Touched, target: Target, *, hours: int) -> Incident:
    """Return the list of what a report asks about the touched uses."""
    uses = touched.uses
    level, found = heaviest(uses), affected.categories(touched)
    subjects = affected.subjects(touched)
    unknown = sum(use.summary.categories_unknown for use in uses)
    known = [use.summary.users for use in uses]
    processed = _processed(uses)
    return Incident(
        nature=NATURE % {"name": target.name},
        hours=hours,
        level=level,
        categories=found,
        categories_unknown=unknown,
        subjects=subjects,
        persons=affected.pupils(touched),
        staff=any(one.code in _STAFF for one in subjects),
        records=None if None in known else sum(one or 0 for one in known),
        records_unknown=sum(one is None for one in known),
        contact_roles=tuple(sorted({use.summary.owner_role for use in uses if use.summary.owner_role})),
        consequences=tuple(_consequences({one.code for one in found}, unknown=bool(unknown) or not found)),
        measures=MEASURES,
        notify_authority=notify_authority(processed, level),
        notify_subjects=notify_subjects(processed, level),
        processors=tuple(_processors(uses)),
    )


def heaviest(uses: Sequence[UseFacts]) -> DataLevel:
    """Return the heaviest known level of data of some uses; unknown where none is known above `geen`."""
    known = [use.summary.data_level for use in uses if use.summary.data_level is not DataLevel.UNKNOWN]
    found = max(known, key=_RANK.index, default=DataLevel.UNKNOWN)
    open_ends = len(known) < len(uses)
    return DataLevel.UNKNOWN if found is DataLevel.NONE and open_ends else found


def notify_authority(processed: ProcessesPersonalData, level: DataLevel) -> Duty:
    """Say whether the data give reason to notify the authority (art. 33(1)): yes, unless a risk is unlikely.

    Pseudonyms alone may be such a case, so that people weigh it.
    """
    if processed is not ProcessesPersonalData.YES:
        return Duty.NO if processed is ProcessesPersonalData.NO else Duty.UNKNOWN
    return Duty.WEIGH if level is DataLevel.PSEUDONYM else Duty.YES


def notify_subjects(processed: ProcessesPersonalData, level: DataLevel) -> Duty:
    """Say whether the data give reason to tell the people themselves (art. 34(1)): where a high risk is likely."""
    if processed is not ProcessesPersonalData.YES:
        return Duty.NO if processed is ProcessesPersonalData.NO else Duty.UNKNOWN
    if level is DataLevel.UNKNOWN:
        return Duty.UNKNOWN
    return Duty.YES if level in _HEAVY else Duty.WEIGH


def _processed(uses: Sequence[UseFacts]) -> ProcessesPersonalData:
    said = {use.summary.personal_data for use in uses}
    if ProcessesPersonalData.YES in said:
        return ProcessesPersonalData.YES
    return ProcessesPersonalData.NO if said == {ProcessesPersonalData.NO} else ProcessesPersonalData.UNKNOWN


def _consequences(codes: set[str], *, unknown: bool) -> Iterator[str]:
    for named, sentence in _CONSEQUENCES:
        if not named.isdisjoint(codes):
            yield sentence
    if unknown:
        yield _UNKNOWN_CONSEQUENCES


def _processors(uses: Sequence[UseFacts]) -> Iterator[NotifiedProcessor]:
    """Yield the vendors that have to tell the board, each with the agreements that say so."""
    members: dict[str, list[UseFacts]] = defaultdict(list)
    for use in uses:
        members[use.summary.vendor_key or ""].append(use)
    for key, mine in members.items():
        agreed = [use for use in mine if use.summary.agreement.presence is AgreementPresence.PRESENT]
        ids: dict[UUID, None] = {
            use.summary.agreement.agreement_id: None for use in agreed if use.summary.agreement.agreement_id
        }
        yield NotifiedProcessor(
            vendor=Ref(key=key, name=mine[0].summary.vendor_name or key) if key else None,
            agreements=tuple(ids),
            without_agreement=len(mine) - len(agreed),
        )
