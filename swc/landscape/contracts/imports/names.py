"""What the columns of a list of contracts are called (Dutch message ids), and how else people call them."""

from __future__ import annotations

from swc.landscape.contracts.imports.kinds import ContractField
from swc.landscape.imports.folding import fold_header, phrases
from swc.landscape.imports.kinds import RowState
from swc.landscape.kinds import PartyRole

_F = ContractField

FIELD_NAMES: dict[ContractField, str] = {
    _F.TITLE: "Contract",
    _F.REFERENCE: "Contractnummer",
    _F.SUPPLIER: "Leverancier",
    _F.RESELLER: "Distributeur",
    _F.PURCHASING_BODY: "Aankoopcentrale",
    _F.CUSTOMER: "Afnemer",
    _F.PRODUCTS: "Producten",
    _F.LEGAL_FORM: "Totstandkoming",
    _F.SIGNED_ON: "Getekend op",
    _F.START_DATE: "Begindatum",
    _F.END_DATE: "Einddatum",
    _F.NOTICE: "Opzegtermijn",
    _F.RENEWAL: "Verlenging",
    _F.RENEWAL_MONTHS: "Verlengd met",
    _F.YEARLY_PRICE: "Prijs per jaar",
    _F.PRICE_INDEX: "Prijsindexatie",
    _F.DATA_SERVICE: "Dataverwerkingsdienst",
    _F.SWITCHING: "Overstapbepaling",
    _F.ENDED_ON: "Beëindigd per",
    _F.DOCUMENTS: "Documenten",
    _F.NOTE: "Toelichting",
    _F.KEY: "Kenmerk",
}
"""The heading of every column; as a heading it is recognised as that field."""

EXPLAINED: dict[ContractField, str] = {
    _F.TITLE: "Hoe het contract heet. Leeg betekent: de producten of de leverancier.",
    _F.REFERENCE: "Het nummer in uw eigen administratie; daarmee wordt het contract de volgende keer herkend.",
    _F.SUPPLIER: "Wie het product levert. Een naam die niet in de catalogus staat mag ook; meer namen gescheiden door "
    "puntkomma's.",
    _F.RESELLER: "Wie het product verkoopt of factureert, als dat een ander is.",
    _F.PURCHASING_BODY: "Wie voor meer besturen tegelijk inkocht.",
    _F.PRODUCTS: "Producten uit de catalogus, gescheiden door puntkomma's. Al het gebruik daarvan valt onder het "
    "contract.",
    _F.LEGAL_FORM: "Eigen aanbesteding, gezamenlijke inkoop, via een distributeur, onderhands gegund, of gratis zonder "
    "contract.",
    _F.SIGNED_ON: "De dag van ondertekening of van de laatste verlenging, als dag-maand-jaar.",
    _F.END_DATE: "De laatste dag van de lopende termijn, als dag-maand-jaar.",
    _F.NOTICE: "In dagen of maanden, zoals 90 dagen of 3 maanden.",
    _F.RENEWAL: "Wat er aan het einde gebeurt: eindigt vanzelf, stilzwijgende verlenging, optie tot verlenging of "
    "onbepaalde tijd.",
    _F.RENEWAL_MONTHS: "Hoe lang een verlenging duurt, zoals 12 maanden of 1 jaar.",
    _F.YEARLY_PRICE: "In euro per jaar.",
    _F.DATA_SERVICE: "Ja of nee: is het een dataverwerkingsdienst volgens de Dataverordening (zoals SaaS)?",
    _F.SWITCHING: "Ja of nee: staat erin wat artikel 25 van de Dataverordening vraagt?",
    _F.ENDED_ON: "Alleen als het contract is opgezegd: de laatste dag.",
    _F.DOCUMENTS: "Eén document per regel: titel | adres dat met https:// begint | datum.",
    _F.NOTE: "Wat er verder over te zeggen is.",
}
"""What people should know before they fill in a column."""

ROLES: dict[ContractField, PartyRole] = {
    _F.SUPPLIER: PartyRole.SUPPLIER,
    _F.RESELLER: PartyRole.RESELLER,
    _F.PURCHASING_BODY: PartyRole.PURCHASING_BODY,
    _F.CUSTOMER: PartyRole.CUSTOMER,
}
"""The columns that name parties, with their role."""

STATE_NAMES: dict[RowState, str] = {
    RowState.ERROR: "Fout",
    RowState.CHOOSE: "Kies wat er bedoeld is",
    RowState.NEW: "Nieuw",
    RowState.CHANGED: "Gewijzigd",
    RowState.UNCHANGED: "Ongewijzigd",
    RowState.SKIPPED: "Overgeslagen",
}

_OTHER_NAMES: dict[ContractField, str] = {
    _F.TITLE: """
        naam contract; contractnaam; contracttitel; titel; omschrijving contract; contract omschrijving; overeenkomst;
        naam overeenkomst; onderwerp; contractonderwerp; omschrijving""",
    _F.REFERENCE: """
        contractnr; contract nr; nummer; referentie; contractreferentie; contract id; contractcode; registratienummer;
        dossiernummer; zaaknummer; verplichtingnummer""",
    _F.SUPPLIER: """
        naam leverancier; contractpartij; wederpartij; partij; crediteur; leverancier naam; contractant; opdrachtnemer;
        aanbieder; uitgever; bedrijf; vendor; supplier""",
    _F.RESELLER: "reseller; wederverkoper; leverancier via; via; tussenpersoon; facturerende partij",
    _F.PURCHASING_BODY: "inkoopcentrale; ingekocht via; inkoopsamenwerking; inkooporganisatie; raamcontracthouder",
    _F.CUSTOMER: "opdrachtgever; klant; contracthouder; namens; contractant bestuur",
    _F.PRODUCTS: """
        product; applicatie; applicaties; applicatie of product; naam product; productnaam; software; pakket; systeem;
        dienst; diensten; product dienst; software pakket; waarvoor""",
    _F.LEGAL_FORM: """
        soort contract; contractvorm; contractsoort; type contract; contracttype; wijze inkoop; inkoopvorm;
        inkoopprocedure; aanbesteding; procedure; hoe ingekocht""",
    _F.SIGNED_ON: """
        tekendatum; datum ondertekening; ondertekend op; datum getekend; contractdatum; datum contract; getekend; datum
        afgesloten; afgesloten op""",
    _F.START_DATE: """
        ingangsdatum; startdatum; start; begin; ingang; ingangsdatum contract; startdatum contract; looptijd vanaf;
        begindatum contract; datum ingang""",
    _F.END_DATE: """
        einde; einddatum contract; loopt tot; looptijd tot; expiratiedatum; vervaldatum; afloopdatum; einde contract;
        einde looptijd; datum einde; geldig tot; contract tot; loopt af op""",
    _F.NOTICE: """
        opzegtermijn maanden; opzegtermijn dagen; termijn opzegging; opzeggen; opzegging; opzegperiode; notice
        period""",
    _F.RENEWAL: """
        stilzwijgende verlenging; automatische verlenging; verlengen; verlengingsoptie; optie verlenging; type
        verlenging; wijze verlenging; verlengingsopties""",
    _F.RENEWAL_MONTHS: """
        verlengingstermijn; verlengingsduur; verlengingsperiode; duur verlenging; termijn verlenging; verlenging
        maanden""",
    _F.YEARLY_PRICE: """
        prijs; jaarprijs; kosten jaar; jaarlijkse kosten; kosten; contractwaarde jaar; jaarbedrag; bedrag jaar; bedrag;
        prijs jaar; waarde jaar; contractbedrag; jaarkosten; kosten per jaar; bedrag per jaar; waarde per jaar;
        contractwaarde per jaar; licentiekosten; licentiekosten per jaar; prijs per jaar excl btw; jaarprijs excl btw;
        kosten per jaar excl btw; prijs per jaar incl btw; jaarprijs incl btw; kosten per jaar incl btw""",
    _F.PRICE_INDEX: "indexatie; index; indexering; prijsindex; prijsaanpassing; prijsstijging",
    _F.DATA_SERVICE: "data act; dataverordening; valt onder data act; valt onder dataverordening; saas dienst",
    _F.SWITCHING: "overstapclausule; exit clausule; exitbepaling; exitclausule; overstap geregeld",
    _F.ENDED_ON: "opgezegd per; beeindigd op; opgezegd; opgezegd tegen; datum opzegging",
    _F.DOCUMENTS: """
        document; link; url; vindplaats; verwijzing; link document; bestand; link contract; vindplaats contract;
        verwijzing document""",
    _F.NOTE: "opmerking; opmerkingen; notitie; notities; bijzonderheden; commentaar",
    _F.KEY: "id; kenmerk contract",
}

KNOWN: dict[str, ContractField] = {fold_header(name): field for field, name in FIELD_NAMES.items()}
"""Folded names to fields; the heading of a field itself always goes first."""
for _field, _names in _OTHER_NAMES.items():
    for _name in phrases(_names):
        KNOWN.setdefault(fold_header(_name), _field)
