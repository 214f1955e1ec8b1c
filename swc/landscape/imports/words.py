"""The words people use for status, importance, hosting, yes and no, folded, with what each of them means."""

from __future__ import annotations

from typing import TypeVar

from swc.landscape.imports.folding import fold, phrases
from swc.landscape.kinds import AgreementPresence, Criticality, UsageStatus

_S, _C, _A = UsageStatus, Criticality, AgreementPresence
T = TypeVar("T")


def _table(meanings: dict[T, str]) -> dict[str, T]:
    return {fold(word): value for value, words in meanings.items() for word in phrases(words)}


UNKNOWN = frozenset(
    fold(word)
    for word in phrases(
        ";?;-;onbekend;niet bekend;weet niet;geen idee;nog uitzoeken;uitzoeken;n.t.b.;ntb;tbd;nader te bepalen;"
        "unknown;nog te bepalen;pm"
    )
)
"""What says "I do not know": read as an empty cell, without a remark."""

NOT_APPLICABLE = frozenset({"nvt", "n v t", "niet van toepassing", "na", "n a"})
"""What may mean "not needed" as well as "not filled in"."""

YES = frozenset(
    fold(word) for word in phrases("ja;j;yes;y;true;waar;x;1;aanwezig;jazeker;getekend;afgesloten;ondertekend")
)
NO = frozenset(fold(word) for word in phrases("nee;n;no;false;onwaar;0;niet;geen;ontbreekt;nog niet;afwezig;neen"))

STATUS = _table(
    {
        _S.ACQUISITION: "verwerving;aanschaf;aanbesteding;in aanbesteding;selectie;in selectie;oriëntatie;wens;gewenst;"
        "in aanschaf;inkoop",
        _S.PLANNED: "gepland;in voorbereiding;voorbereiding;implementatie;in implementatie;toekomstig;plan;"
        "wordt ingevoerd;binnenkort",
        _S.IN_PRODUCTION: "in productie;productie;in gebruik;actief;live;operationeel;in beheer;gebruik;ja;beheer;"
        "actueel;in use;active;huidig;lopend;in bedrijf",
        _S.PHASING_OUT: "uit te faseren;uitfaseren;wordt uitgefaseerd;aflopend;opgezegd;loopt af;in afbouw;afbouw;"
        "uitfasering;te vervangen;wordt vervangen;te beëindigen",
        _S.PHASED_OUT: "uitgefaseerd;niet meer in gebruik;gestopt;beëindigd;vervallen;uit gebruik;historisch;"
        "gearchiveerd;inactive",
    }
)

STATUS_STILL_USED = frozenset({"pilot", "proef", "test", "in pilot", "in proef", "pilotfase", "testfase", "in test"})
"""Data may already be processed, so these count as in use, with a remark."""

STATUS_NOT_USED = frozenset({"nee", "niet in gebruik", "niet actief", "inactief", "n", "no"})
"""Says that it is not used, not whether it is still to come or already gone."""

CRITICALITY = _table(
    {
        _C.LOW: "laag;low;l;beperkt;gering;klein;niet belangrijk;onbelangrijk",
        _C.MIDDLE: "midden;middel;gemiddeld;medium;m;normaal;matig;middelgroot;belangrijk maar niet kritiek",
        _C.HIGH: "hoog;high;h;belangrijk;groot;zeer belangrijk;essentieel",
        _C.CRITICAL: "kritiek;kritisch;bedrijfskritisch;bedrijfskritiek;critical;zeer hoog;vitaal;cruciaal;ja;"
        "onmisbaar;missiekritiek",
    }
)

HOSTING = _table(
    {
        "saas": "saas;software as a service;software als dienst;webapplicatie bij leverancier;bij leverancier;"
        "gehost door leverancier;hosted bij leverancier;saas cloud;cloud saas;saas oplossing",
        "paas": "paas;platform as a service",
        "iaas": "iaas;infrastructure as a service;eigen server in de cloud;azure vm",
        "eigen-beheer": "on premise;on premises;onpremise;on prem;onprem;eigen server;eigen beheer;lokale server;"
        "op locatie;in huis;eigen datacenter;zelf gehost;self hosted;server op school;schoolserver",
        "lokaal": "op het apparaat;lokaal geïnstalleerd;op de pc;op het device;lokaal op pc;desktop;"
        "lokale installatie;op werkplek",
    }
)

HOSTING_AMBIGUOUS = frozenset(
    {"cloud", "extern", "lokaal", "online", "web", "hybride", "datacenter", "intern", "internet"}
)
"""Says where roughly, not which form: stays unknown with a remark."""

AGREEMENT = {
    **dict.fromkeys(YES, _A.PRESENT),
    **dict.fromkeys(NO, _A.ABSENT),
    **_table(
        {
            _A.PRESENT: "ja getekend;getekend aanwezig;is er;ja aanwezig;in bezit",
            _A.ABSENT: "niet aanwezig;nee nog niet;niet getekend;nog niet getekend;nog afsluiten;"
            "moet nog;niet afgesloten",
            _A.NOT_NEEDED: "niet nodig;niet vereist;geen verwerker;niet noodzakelijk",
        }
    ),
}

WHOLE_BOARD = frozenset(
    fold(word)
    for word in phrases(
        "alle;alle scholen;allemaal;bestuur;hele bestuur;heel bestuur;stichting;hele stichting;bestuursbreed;"
        "stichtingsbreed;iedereen;organisatiebreed;hele organisatie;bovenschools;all;alles;gehele stichting;centraal"
    )
)
"""What says that a use holds for the whole board."""
