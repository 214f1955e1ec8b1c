"""The rules as a page of documentation, made from the declarations so that the two cannot differ."""

from __future__ import annotations

from collections.abc import Iterator

from swc.risk.rules import RULES
from swc.risk.rules.declaration import Rule
from vocab.norms import norms
from vocab.schemes import scheme

THEMES = {
    "dpia": "DPIA",
    "agreement": "Verwerkersovereenkomst",
    "identity": "Identificerende gegevens",
    "special": "Bijzondere persoonsgegevens",
    "transfer": "Doorgifte buiten de EER",
    "ai": "Kunstmatige intelligentie",
    "register": "Register en bewaartermijnen",
    "security": "Beveiliging",
    "framework": "Normenkader IBP",
    "vendor": "Afhankelijkheid van leveranciers",
    "lifecycle": "Vorm van het landschap",
}
"""Dutch names of the themes, in reading order; message ids."""

_HEAD = """# Regels

Deze pagina is gemaakt uit `swc/risk/rules/`; een test houdt beide gelijk. Wijzig de regel, niet deze pagina
(`python -m api.documentation`).

Een signaal noemt altijd de regel, de gebruikte feiten met hun bron, en wat eraan te doen is. Ontbreekt een feit, dan is
het signaal **onbekend** en altijd grijs: een ontbrekend feit leest nooit als veilig. De codes zijn blijvend.

Regels over verwerking kijken naar applicaties die in productie zijn of worden uitgefaseerd. Wat vóór de start geregeld
hoort te zijn (DP01 tot en met DP10, PA01 tot en met PA05, VD07) geldt ook voor applicaties die nog komen.

Wat elk bestuur nog moet vastleggen (antwoorden op vragen over de inrichting, bijlagen, ondertekening, certificaten, AI
in een product, plaats in het register), zou bij elke applicatie en elke regel een eigen onbekend signaal geven. Daarom
geeft zo'n regel één grijs signaal voor het hele bestuur: hoeveel applicaties het zijn en, bij naam, de eerste twintig.
Een regel zwijgt alleen als vaststaat dat zij niet geldt: de vraag past niet bij het product of de gegevens, of het
bestuur heeft geantwoord. PA03 geeft één signaal per leverancier, RT01 en RT02 één per verwerking.

Een geaccepteerd signaal telt niet mee tot en met de gekozen dag. De acceptatie eindigt eerder als het signaal zwaarder
wordt, als het is opgelost, of als iemand haar beëindigt.
"""


def risk_rules() -> str:
    """Return `docs/risk-rules.md`: every rule with its sources and the norms it reads, each with its period."""
    return "\n".join([_HEAD, *_table(), *(line for rule in RULES for line in _section(rule))])


def _table() -> Iterator[str]:
    yield "| Code | Thema | Signaal | Zwaarste ernst |"
    yield "|---|---|---|---|"
    for rule in RULES:
        yield f"| [{rule.code}](#{rule.code.lower()}) | {THEMES[rule.theme]} | {rule.title} | {_severity(rule)} |"
    yield ""


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.code}"
    yield ""
    yield f"**{rule.title}** · {_severity(rule)}"
    yield ""
    yield rule.explanation
    yield ""
    yield f"*Wat te doen.* {rule.remedy}"
    yield ""
    for found in norms():
        if found.code in rule.norms:
            period = f"vanaf {found.valid_from}" + (f" tot en met {found.valid_to}" if found.valid_to else "")
            value = f"{found.value} {found.unit}".rstrip()
            yield f"- Norm: {found.label}: {value} ({period}; {found.source.title})"
    for source in rule.sources:
        yield f"- Bron: [{source.text}]({source.url})"
    yield ""


def _severity(rule: Rule) -> str:
    return scheme("severity").concept(rule.severity.value).label_nl.lower()
