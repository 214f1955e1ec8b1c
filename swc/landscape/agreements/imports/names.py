"""What the columns of a list of agreements are called (Dutch message ids), and how else people call them."""

from __future__ import annotations

from swc.landscape.agreements.imports.kinds import DealField, Layout
from swc.landscape.imports.folding import fold_header, phrases
from swc.landscape.imports.kinds import RowState

_F = DealField

FIELD_NAMES: dict[DealField, str] = {
    _F.VENDOR: "Leverancier",
    _F.APPLICATION: "Applicatie of product",
    _F.PRESENCE: "Overeenkomst",
    _F.MODEL: "Model",
    _F.SIGNED_ON: "Getekend op",
    _F.VALID_UNTIL: "Geldig tot",
    _F.SIGNER_ROLE: "Functie van de ondertekenaar",
    _F.SIGNER_AUTHORISED: "Ondertekenaar bevoegd",
    _F.DOCUMENT: "Verwijzing naar het document",
    _F.ANNEX: "Bijlage vastgelegd",
    _F.CATEGORIES: "Categorieën persoonsgegevens",
    _F.SUB_PROCESSORS: "Subverwerkers",
    _F.LOCATIONS: "Landen waar de gegevens staan",
    _F.RETENTION: "Bewaartermijn volgens de bijlage",
    _F.TITLE: "Titel",
    _F.NOTE: "Toelichting",
    _F.KEY: "Kenmerk",
    _F.MANAGER: "Applicatiebeheerder",
}
"""The heading of every column; as a heading it is recognised as that field."""

EXPLAINED: dict[DealField, str] = {
    _F.VENDOR: "Met wie de overeenkomst is gesloten. Een naam die niet in de catalogus staat mag ook.",
    _F.APPLICATION: "Alleen als de overeenkomst niet voor alles van de leverancier geldt; meer namen gescheiden door "
    "puntkomma's.",
    _F.PRESENCE: "Ja, nee of niet nodig. Leeg met een datum of model betekent: ja.",
    _F.MODEL: "De versie van de modelverwerkersovereenkomst, zoals 4.0.",
    _F.SIGNED_ON: "Als dag-maand-jaar.",
    _F.VALID_UNTIL: "De laatste dag, als dag-maand-jaar. Leeg betekent: zonder einddatum.",
    _F.SIGNER_ROLE: "Een functie, geen naam van een persoon.",
    _F.SIGNER_AUTHORISED: "Ja of nee: mag de ondertekenaar het bevoegd gezag binden? Leeg betekent: onbekend.",
    _F.DOCUMENT: "Een adres dat met https:// begint.",
    _F.CATEGORIES: "Codes P01 tot en met P23, gescheiden door puntkomma's.",
    _F.SUB_PROCESSORS: "Gescheiden door puntkomma's, met het land tussen haakjes: Voorbeeld Hosting (NL).",
    _F.LOCATIONS: "Landen of landcodes, gescheiden door puntkomma's.",
    _F.NOTE: "Wat er verder over te zeggen is.",
}
"""What people should know before they fill in a column."""

LAYOUT_NAMES: dict[Layout, str] = {
    Layout.KENNISNET: "dataregister van Kennisnet",
    Layout.SIMPLE: "lijst met overeenkomsten",
}

STATE_NAMES: dict[RowState, str] = {
    RowState.ERROR: "Fout",
    RowState.CHOOSE: "Kies waar het over gaat",
    RowState.NEW: "Nieuw",
    RowState.CHANGED: "Gewijzigd",
    RowState.UNCHANGED: "Ongewijzigd",
    RowState.SKIPPED: "Overgeslagen",
}

_OTHER_NAMES: dict[DealField, str] = {
    _F.VENDOR: """
        naam leverancier; verwerker; naam verwerker; verwerker naam; verwerkers; leverancier verwerker; verwerker
        leverancier; externe partij; contractpartij; partij; naam partij; bedrijf; bedrijfsnaam; organisatie; naam
        organisatie; aanbieder; uitgever; vendor; processor""",
    _F.APPLICATION: """
        applicatie; product; producten; applicaties; naam applicatie; applicatienaam; productnaam; naam product; product
        applicatie; applicatie product; product dienst; dienst; diensten; naam dienst; systeem; naam systeem; applicatie
        systeem; software; softwarepakket; pakket; toepassing; dienst product; geleverde dienst; digitaal leermiddel""",
    _F.PRESENCE: """
        verwerkersovereenkomst; verwerkersovereenkomst aanwezig; verwerkersovereenkomst afgesloten;
        verwerkersovereenkomst ja nee; verwerkersovereenkomst getekend; overeenkomst aanwezig; overeenkomst afgesloten;
        vo aanwezig; bewerkersovereenkomst; dpa; aanwezig; verwerkersovereenkomst gesloten""",
    _F.MODEL: """
        model overeenkomst; model verwerkersovereenkomst; modelversie; versie model; versie; versie
        verwerkersovereenkomst; versie overeenkomst; gebruikt model; soort overeenkomst""",
    _F.SIGNED_ON: """
        datum; datum overeenkomst; datum verwerkersovereenkomst; datum ondertekening; datum getekend; ondertekend op;
        tekendatum; verwerkersovereenkomst datum; datum afsluiten; datum afgesloten; ingangsdatum; ingangsdatum
        overeenkomst; getekend; datum ondertekening verwerkersovereenkomst; afgesloten op; datum sluiten""",
    _F.VALID_UNTIL: """
        einde; einddatum; einddatum overeenkomst; einddatum verwerkersovereenkomst; geldig tot en met; loopt tot;
        looptijd tot; vervaldatum; expiratiedatum; einde looptijd; loopt af op; einde overeenkomst; datum einde""",
    _F.SIGNER_ROLE: """
        ondertekenaar; functie ondertekenaar; getekend door; ondertekend door; rol ondertekenaar; tekenbevoegde""",
    _F.SIGNER_AUTHORISED: """
        bevoegd; bevoegd namens bevoegd gezag; tekenbevoegd; ondertekenaar tekenbevoegd; bevoegd ondertekend;
        ondertekend namens bevoegd gezag""",
    _F.DOCUMENT: """
        document; link; url; vindplaats; link document; link naar document; verwijzing; verwijzing document; link
        overeenkomst; vindplaats overeenkomst; vindplaats document; bestand; locatie document; locatie overeenkomst""",
    _F.ANNEX: """
        privacybijlage; bijlage aanwezig; privacybijlage aanwezig; privacybijsluiter; privacybijsluiter aanwezig""",
    _F.CATEGORIES: """
        persoonsgegevens; categorie persoonsgegevens; soort persoonsgegevens; soorten persoonsgegevens; verwerkte
        persoonsgegevens; welke persoonsgegevens; gegevenscategorieen; gegevens; categorieen gegevens""",
    _F.SUB_PROCESSORS: """
        subverwerker; sub verwerkers; sub verwerker; subbewerkers; onderaannemers; ingeschakelde subverwerkers""",
    _F.LOCATIONS: """
        landen; land; locatie; locatie data; datalocatie; data locatie; locatie gegevens; locaties; locatie opslag;
        opslaglocatie; plaats opslag; locatie dataopslag; land opslag; locatie persoonsgegevens; verwerkingslocatie;
        waar staan gegevens; plaats gegevens; data opslag locatie; hosting locatie""",
    _F.RETENTION: """
        bewaartermijn; bewaartermijnen; bewaren; termijn; bewaartermijn gegevens""",
    _F.TITLE: """
        naam overeenkomst; titel overeenkomst; omschrijving overeenkomst; onderwerp""",
    _F.NOTE: """
        opmerking; opmerkingen; notitie; notities; bijzonderheden; commentaar; toelichting overeenkomst;
        omschrijving""",
    _F.KEY: "id; kenmerk overeenkomst",
    _F.MANAGER: """
        beheerder; functioneel beheerder; functioneel beheer; applicatiebeheer; applicatie beheerder; contactpersoon;
        eigenaar; proceseigenaar; verantwoordelijke""",
}

KNOWN: dict[str, DealField] = {fold_header(name): field for field, name in FIELD_NAMES.items()}
"""Folded names to fields; the heading of a field itself always goes first."""
for _field, _names in _OTHER_NAMES.items():
    for _name in phrases(_names):
        KNOWN.setdefault(fold_header(_name), _field)
