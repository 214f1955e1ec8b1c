"""How people name the columns of an application list: one table of names per field, best name first."""

from __future__ import annotations

from swc.landscape.imports.folding import fold_header, phrases
from swc.landscape.imports.kinds import ImportField

_F = ImportField

_NAMES: dict[ImportField, str] = {
    _F.NAME: """
        applicatie; applicatienaam; naam applicatie; softwarepakket; pakket;
        pakketnaam; software; softwarenaam; naam software; toepassing; programma; programmanaam; app; systeem;
        systeemnaam; naam systeem; informatiesysteem; naam informatiesysteem; tool; dienst; application; application
        name; naam; omschrijving applicatie; applicatie pakket; applicatie systeem; applicaties; software pakket;
        digitaal leermiddel; leermiddel; titel; naam applicatie dienst; ict dienst; name""",
    _F.PRODUCT: """
        product; productnaam; naam product; catalogusnaam; catalogusproduct""",
    _F.OWN_NAME: """
        eigen naam; roepnaam; naam bij ons; interne naam; alias; bekend als; naam binnen organisatie""",
    _F.VENDOR: """
        leverancier; leveranciersnaam; naam leverancier; aanbieder; uitgever; fabrikant; producent; vendor;
        supplier; leverancier uitgever; leverancier product; verwerker; naam verwerker; contractpartij""",
    _F.VERSION: """
        versie; versienummer; versie nummer; productversie; softwareversie; versie product; versie applicatie;
        applicatieversie; versie software; huidige versie; release; version; version number""",
    _F.STATUS: """
        status; status applicatie; gebruiksstatus; status gebruik; in gebruik; fase; levensfase; lifecycle;
        levenscyclus; actief; status pakket; state""",
    _F.STATUS_SINCE: """
        status sinds; status vanaf; datum status""",
    _F.START_DATE: """
        in gebruik sinds; in gebruik vanaf; startdatum; start datum; ingangsdatum; begindatum; datum ingebruikname;
        ingebruikname; ingebruikgenomen; datum in gebruik; sinds; start; gebruik vanaf; start date""",
    _F.END_DATE: """
        einddatum; eind datum; datum einde; einde gebruik; uit gebruik per; einddatum gebruik; datum uit gebruik;
        einde; end date; in gebruik tot; gebruik tot""",
    _F.OWNER_ROLE: """
        proceseigenaar; eigenaar; applicatie eigenaar; applicatieeigenaar; systeemeigenaar; eigenaar applicatie;
        functioneel eigenaar; verantwoordelijke; functioneel beheerder; functioneel beheer; applicatiebeheerder;
        beheerder; applicatiebeheer; product owner; owner; contactpersoon; verantwoordelijk; afdeling""",
    _F.HOSTING: """
        hosting; hostingvorm; saas on premise; saas on premises; saas onpremise; saas lokaal; cloud on premise;
        cloud lokaal; leveringsvorm; leveringsmodel; saas; waar draait; plaats; type hosting; soort hosting; cloud;
        deployment; on premise saas; lokaal cloud""",
    _F.USERS: """
        aantal gebruikers; gebruikers; aantal users; users; aantal accounts; accounts; aantal licenties; licenties;
        aantal; nr users; number of users; gebruikersaantal""",
    _F.YEARLY_COST: """
        kosten per jaar; kosten p j; kosten pj; kosten per jr; prijs p j; prijs pj; jaarprijs; jaarlijkse kosten;
        jaarkosten; kosten; kosten jaar; kosten euro; kosten per jaar euro;
        prijs; prijs per jaar; bedrag; bedrag per jaar; totale kosten; totale kosten per jaar; licentiekosten;
        licentiekosten per jaar; kosten per schooljaar; jaarbedrag; yearly cost; annual cost; abonnementskosten""",
    _F.CRITICALITY: """
        belang; kritiek; kritisch; kritiekheid; kriticiteit; bedrijfskritisch; bedrijfskritiek; prioriteit; impact;
        belang voor bestuur; belangrijkheid; mate kritiek; criticality; bedrijfsbelang; classificatie belang; belang
        kritiek""",
    _F.SCHOOLS: """
        school; scholen; brin; brinnummer; brin nummer; locatie; locaties; vestiging; vestigingen; school brin
        locatie; school locatie; school brin; gebruikt door; gebruikt door scholen; scope; schoolnaam; brincode;
        geldt voor; scholen brin; in gebruik bij; in gebruik op; school vestiging""",
    _F.COMPONENTS: """
        fora component; fora referentiecomponent; referentiecomponent; fora; referentie component; component;
        referentiecomponenten; fora componenten; functie; functionaliteit; soort applicatie; type applicatie;
        categorie; applicatiecomponent; functie fora component; gebruikt voor""",
    _F.CATEGORIES: """
        categorieen persoonsgegevens; categorie persoonsgegevens; soort persoonsgegevens; welke persoonsgegevens;
        soorten persoonsgegevens; gegevenscategorieen; type persoonsgegevens; datacategorieen""",
    _F.PERSONAL_DATA: """
        persoonsgegevens; bevat persoonsgegevens; persoonsgegevens ja nee; verwerkt persoonsgegevens; verwerking
        persoonsgegevens; avg; privacygevoelig; personal data; avg relevant""",
    _F.AGREEMENT: """
        verwerkersovereenkomst; verwerkersovereenkomst aanwezig; verwerkersovereenkomst ja nee;
        verwerkersovereenkomst afgesloten; verwerkers overeenkomst; bewerkersovereenkomst; dpa; verwerkersovk; vwok;
        verwerkersovereenkomst ja nee datum; verwerkersovereenkomst getekend""",
    _F.AGREEMENT_MODEL: """
        model verwerkersovereenkomst; model; modelversie; model versie; versie verwerkersovereenkomst; vo model;
        versie model; modelovereenkomst""",
    _F.AGREEMENT_SIGNED_ON: """
        datum verwerkersovereenkomst; verwerkersovereenkomst datum; getekend op; datum getekend; datum
        ondertekening; ondertekend op; tekendatum; verwerkersovereenkomst getekend op""",
    _F.AGREEMENT_VALID_UNTIL: """
        verwerkersovereenkomst geldig tot; geldig tot; einddatum verwerkersovereenkomst; verwerkersovereenkomst tot;
        verwerkersovereenkomst einddatum""",
    _F.DPIA: """
        dpia; dpia status; status dpia; dpia uitgevoerd; dpia ja nee; dpia gedaan; pia; dpia nodig; dpia datum;
        datum dpia""",
    _F.NOTES: """
        opmerkingen; opmerking; notities; notitie; toelichting; bijzonderheden; omschrijving; beschrijving;
        commentaar; remarks; notes; memo; aanvullende informatie; doel; waarvoor""",
}

NAMES: dict[ImportField, tuple[str, ...]] = {
    field: tuple(dict.fromkeys(fold_header(name) for name in phrases(names))) for field, names in _NAMES.items()
}
"""Folded names per field, the most telling first."""

EXACT: dict[str, tuple[ImportField, int]] = {}
"""Folded name to its field and place in the list of that field."""
for _field, _names in NAMES.items():
    for _place, _name in enumerate(_names):
        EXACT.setdefault(_name, (_field, _place))

NEVER: dict[str, frozenset[ImportField]] = {
    "maand": frozenset({_F.YEARLY_COST}),
    "kwartaal": frozenset({_F.YEARLY_COST}),
    "leerling": frozenset({_F.YEARLY_COST}),
    "gebruiker": frozenset({_F.YEARLY_COST}),
    "eenmalig": frozenset({_F.YEARLY_COST}),
    "eenmalige": frozenset({_F.YEARLY_COST}),
    "contract": frozenset({_F.START_DATE, _F.END_DATE}),
    "opzegtermijn": frozenset({_F.END_DATE}),
    "opzegdatum": frozenset({_F.END_DATE}),
    "contactpersoon": frozenset({_F.VENDOR}),
    "telefoon": frozenset({_F.OWNER_ROLE, _F.VENDOR}),
    "mail": frozenset({_F.OWNER_ROLE, _F.VENDOR}),
    "email": frozenset({_F.OWNER_ROLE, _F.VENDOR}),
    "dpia": frozenset({_F.STATUS}),
}
"""Words that forbid a field, however much the rest of the heading looks like it: cost per month is not per year, a
contract that ends is not a use that ends."""

EXPORT_MARKS = frozenset(fold_header(name) for name in ("Leveranciersgroep", "Open signalen", "DPIA herzien voor"))
"""Headings by which a list shows that this product exported it."""

DERIVED = EXPORT_MARKS | frozenset(fold_header(name) for name in ("DPIA", "Persoonsgegevens", "Categorieën"))
"""Columns of that export which the product works out itself; reading them back would turn them into typed facts."""
