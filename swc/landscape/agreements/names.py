"""What lists and reasons are called, and what to do about them (Dutch message ids)."""

from __future__ import annotations

from swc.landscape.agreements.kinds import AgreementList, Why

LIST_NAMES: dict[AgreementList, str] = {
    AgreementList.WITHOUT_AGREEMENT: "Persoonsgegevens zonder getekende overeenkomst",
    AgreementList.WITHOUT_USE: "Overeenkomst zonder gebruik",
    AgreementList.ANNEX_GAPS: "Gegevens die de bijlage niet noemt",
    AgreementList.ENDING: "Loopt binnenkort af",
    AgreementList.ENDED: "Afgelopen",
    AgreementList.OLDER_MODEL: "Ouder model",
    AgreementList.SIGNER: "Ondertekenaar niet (aantoonbaar) bevoegd",
}
"""The lists, in the order in which they are shown."""

LIST_HINTS: dict[AgreementList, str] = {
    AgreementList.WITHOUT_AGREEMENT: "Applicaties die in gebruik zijn of komen, met persoonsgegevens of waarvan dat "
    "onbekend is, zonder getekende overeenkomst die vandaag geldt (artikel 28 lid 3 AVG).",
    AgreementList.WITHOUT_USE: "Geldende overeenkomsten waaronder niets (meer) gebruikt wordt: zeg ze op, of vul het "
    "landschap aan.",
    AgreementList.ANNEX_GAPS: "De gegevens die u verwerkt naast wat de privacybijlage noemt. Wat de bijlage te veel "
    "noemt staat er ter informatie bij.",
    AgreementList.ENDING: "Overeenkomsten die binnen de termijn van de norm aflopen.",
    AgreementList.ENDED: "Overeenkomsten die zijn afgelopen terwijl er nog applicaties op rusten.",
    AgreementList.OLDER_MODEL: "Geldende overeenkomsten volgens een ouder model van het Privacyconvenant, of waarvan "
    "het model onbekend is.",
    AgreementList.SIGNER: "Geldende overeenkomsten waarvan de ondertekenaar het bevoegd gezag niet mag binden, of "
    "waarvan dat niet is vastgelegd.",
}
"""What each list holds."""

WHY_NAMES: dict[Why, str] = {
    Why.NO_AGREEMENT: "Er is geen overeenkomst.",
    Why.UNKNOWN_PRESENCE: "Niemand heeft vastgelegd of er een overeenkomst is.",
    Why.AGREEMENT_ENDED: "De overeenkomst is afgelopen.",
    Why.NOT_SIGNED: "Er is een overeenkomst, maar niet vastgelegd wanneer zij is getekend.",
    Why.SIGNED_LATER: "De datum van ondertekening ligt in de toekomst.",
    Why.VENDOR_UNKNOWN: "De leverancier staat niet in de catalogus.",
    Why.NOT_USED: "Het bestuur gebruikt niets van deze leverancier (of van de genoemde producten).",
    Why.USE_ENDED: "Het gebruik is beëindigd.",
    Why.NOT_IN_ANNEX: "De bijlage noemt deze gegevens niet.",
    Why.ANNEX_NOT_RECORDED: "De bijlage is niet vastgelegd; wat erin staat is onbekend.",
    Why.MORE_CATEGORIES_UNKNOWN: "Niet alle verwerkte gegevens zijn bekend; er kan meer zijn dan de bijlage noemt.",
    Why.NAMED_NOT_USED: "De bijlage noemt deze gegevens, maar ze zijn niet in gebruik.",
    Why.ENDS: "De overeenkomst loopt af.",
    Why.ENDED: "De overeenkomst is afgelopen terwijl het gebruik doorgaat.",
    Why.OLDER: "De overeenkomst volgt een ouder model.",
    Why.MODEL_UNKNOWN: "Niemand heeft vastgelegd welk model is gebruikt.",
    Why.NOT_AUTHORISED: "De ondertekenaar mag het bevoegd gezag niet binden.",
    Why.AUTHORITY_UNKNOWN: "Niet vastgelegd is of de ondertekenaar het bevoegd gezag mag binden.",
}
"""Why something stands on a list."""

REMEDIES: dict[Why, str] = {
    Why.NO_AGREEMENT: "Sluit een overeenkomst, of kies “niet nodig” met een toelichting.",
    Why.UNKNOWN_PRESENCE: "Zoek de overeenkomst op en leg haar vast.",
    Why.AGREEMENT_ENDED: "Vernieuw de overeenkomst of beëindig het gebruik.",
    Why.NOT_SIGNED: "Vul de datum van ondertekening in, of laat alsnog tekenen.",
    Why.SIGNED_LATER: "Controleer de datum.",
    Why.VENDOR_UNKNOWN: "Kies de leverancier uit de catalogus, of stel het product voor.",
    Why.NOT_USED: "Zeg de overeenkomst op, of voeg de applicatie toe aan het landschap.",
    Why.USE_ENDED: "Zeg de overeenkomst op en laat de gegevens wissen of teruggeven.",
    Why.NOT_IN_ANNEX: "Laat de bijlage aanvullen, of stop met het verwerken van deze gegevens.",
    Why.ANNEX_NOT_RECORDED: "Leg vast wat de bijlage noemt.",
    Why.MORE_CATEGORIES_UNKNOWN: "Zoek uit welke gegevens worden verwerkt.",
    Why.NAMED_NOT_USED: "Ter informatie: minder afspreken mag.",
    Why.ENDS: "Vernieuw de overeenkomst of beëindig het gebruik.",
    Why.ENDED: "Vernieuw de overeenkomst of beëindig het gebruik.",
    Why.OLDER: "Vraag de leverancier om het geldende model.",
    Why.MODEL_UNKNOWN: "Kijk in de overeenkomst welk model het is.",
    Why.NOT_AUTHORISED: "Laat tekenen door wie het bevoegd gezag mag binden.",
    Why.AUTHORITY_UNKNOWN: "Zoek op wie er tekende en namens wie.",
}
"""What to do about it."""
