"""The main pages, each by the address that people type or the link that they follow."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

BOARD = "/besturen/99001"


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its address, or the first link that `link` finds there, with `end` behind it."""

    address: str
    link: str = ""
    end: str = ""

    def __str__(self) -> str:
        return f"{self.address} {self.link.removesuffix(' a')}{self.end}".strip()

    def visit(self, page: Page) -> None:
        """Go there, which has to be allowed, and show what is folded away."""
        answer = page.goto(self.address)
        if self.link:
            answer = page.goto(f"{page.locator(self.link).first.get_attribute('href')}{self.end}")
        assert answer is not None
        assert answer.ok, (str(self), answer.status)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


PUBLIC = (
    Place("/"),
    Place("/over"),
    Place("/inloggen"),
    Place("/producten"),
    Place("/producten", "tbody th a"),
    Place("/centrale-dpias"),
    Place("/centrale-dpias", "tbody th a"),
    Place("/centrale-dpias", "tbody th a", "/1"),
    Place("/leveranciers"),
    Place("/leveranciers", "tbody th a"),
    Place("/leveranciers/topicus-com-inc/eigenaren"),
    Place("/leveranciers/topicus-com-inc/eigenaren?op=2020-06-30"),
    Place("/fora"),
    Place("/fora", "main a[href^='/fora/elementen/']"),
    Place("/fora/platen"),
    Place("/fora/releases"),
    Place("/fora/releases", "tbody th a"),
    Place("/fora/releases", "tbody th a", "/opgeschoond"),
    Place("/begrippen"),
    Place("/begrippen/data-categories"),
    Place("/begrippen/data-categories/P01"),
    Place("/begrippen/normen"),
    Place("/begrippen/ontologie"),
    Place("/begrippen/import"),
    Place("/begrippen/mappings?van=data-subjects&naar=dpv"),
    Place("/begrippen/mappings/voorstellen?van=data-subjects&naar=dpv"),
    Place("/begrippen/mappings/uitwisselen"),
    Place("/begrippen/vormen"),
    Place("/begrippen/bronnen"),
    Place("/catalogus"),
    Place("/regels"),
    Place("/regels/DP01"),
    Place("/sparql-vragen"),
    Place("/sparql-vragen/leveranciersgroepen"),
    Place("/sparql-vragen/omgeving-van-component"),
    Place("/sparql-vragen/nieuw?van=producten-per-component"),
    Place("/berichten"),
    Place("/patronen"),
    Place("/inkoop/dossier"),
    Place("/inkoop/dossier?component=c64a7a54f38e487e814801bc3d9c92fd"),
    Place("/inkoop/vergelijken"),
    Place("/inkoop/vergelijken?product=magister&product=parnassys"),
)
"""What anybody may see."""

OWN = (
    Place("/account"),
    Place("/mijn-dag"),
    Place("/sector/privacy"),
    Place("/besturen"),
    Place(BOARD),
    Place(f"{BOARD}/applicaties"),
    Place(f"{BOARD}/applicaties/nieuw"),
    Place(f"{BOARD}/applicaties/nieuw?zoek=pad"),
    Place(f"{BOARD}/applicaties", "tbody th a"),
    Place(f"{BOARD}/applicaties", "tbody th a", "/bewerken"),
    Place(f"{BOARD}/applicaties", "tbody th a", "/dpia"),
    Place(f"{BOARD}/applicaties", "tbody th a", "/instellingen"),
    Place(f"{BOARD}/normenkader"),
    Place(f"{BOARD}/koppelingen"),
    Place(f"{BOARD}/koppelingen/nieuw"),
    Place(f"{BOARD}/kaart"),
    Place(f"{BOARD}/signalen"),
    Place(f"{BOARD}/signalen", "details.card .actions a"),
    Place(f"{BOARD}/register"),
    Place(f"{BOARD}/register?view=application"),
    Place(f"{BOARD}/register?role=processor"),
    Place(f"{BOARD}/register/nieuw"),
    Place(f"{BOARD}/register/nieuw?role=processor"),
    Place(f"{BOARD}/register", "tbody th a"),
    Place(f"{BOARD}/register", "tbody th a", "?veld=alles"),
    Place(f"{BOARD}/dpia"),
    Place(f"{BOARD}/overeenkomsten"),
    Place(f"{BOARD}/overeenkomsten?lijst=without-agreement"),
    Place(f"{BOARD}/overeenkomsten", "tbody th a"),
    Place(f"{BOARD}/overeenkomsten/nieuw?leverancier=Microsoft"),
    Place(f"{BOARD}/overeenkomsten/inlezen"),
    Place(f"{BOARD}/dpia/dossiers"),
    Place(f"{BOARD}/dpia/dossiers/nieuw"),
    Place(f"{BOARD}/dpia/dossiers", "tbody th a"),
    Place(f"{BOARD}/dpia/dossiers", "tbody th a", "/screening"),
    Place(f"{BOARD}/dpia/dossiers", "tbody th a", "/onderdelen/personal-data"),
    Place(f"{BOARD}/dpia/dossiers", "tbody th a", "/risicos?welke=nieuw"),
    Place(f"{BOARD}/dpia/dossiers", "tbody th a", "/maatregelen?welke=nieuw"),
    Place(f"{BOARD}/maatregelen"),
    Place(f"{BOARD}/privacy"),
    Place(f"{BOARD}/afhankelijkheid"),
    Place(f"{BOARD}/afhankelijkheid?maat=functions"),
    Place(f"{BOARD}/wat-als"),
    Place(f"{BOARD}/wat-als?doel=group:microsoft&scenario=breach"),
    Place(f"{BOARD}/wat-als?doel=group:topicus-com-inc&scenario=taken_over&overnemer=microsoft"),
    Place(f"{BOARD}/contracten"),
    Place(f"{BOARD}/contracten", "tbody th a"),
    Place(f"{BOARD}/contracten/nieuw?product=parro"),
    Place(f"{BOARD}/contracten/inlezen"),
    Place(f"{BOARD}/contracten/kalender"),
    Place(f"{BOARD}/contracten/kosten"),
    Place(f"{BOARD}/applicaties", "tbody th a", "/uitstap"),
    Place(f"{BOARD}/inkoop/dossier"),
    Place(f"{BOARD}/samen-inkopen"),
    Place(f"{BOARD}/inkoop/dossier?component=c64a7a54f38e487e814801bc3d9c92fd"),
    Place(f"{BOARD}/archimate"),
    Place(f"{BOARD}/import"),
    Place(f"{BOARD}/historie"),
    Place("/sparql-vragen/signalen?over=board/99001"),
    Place("/sparql-vragen/afhankelijkheid?over=board/99001"),
    Place("/sparql-vragen/eigen"),
)
"""What a coordinator sees of the own board."""

VENDOR = (
    Place("/leverancier"),
    Place("/leverancier", "tbody th a"),
    Place("/leverancier", "#zelf ~ .actions a"),
    Place("/leverancier", "a[href^='/leverancier/opgaven/']"),
    Place("/leverancier/opgeven?soort=certificate&product=leerspoor-fictief"),
    Place("/leverancier/opgeven?soort=hosting&product=leerspoor-fictief&weg=true"),
)
"""What somebody sees who speaks for a vendor."""

EDITOR = (
    Place("/claims"),
    Place("/claims", "tbody th a"),
    Place("/leveranciers/leerspoor-b-v-fictief/mensen"),
    Place("/leveranciers/numeria-inc-fictief/eigenaren"),
    Place("/leveranciers/numeria-inc-fictief/eigenaren", "#perioden ~ * tbody td a[href*='/perioden/']"),
    Place("/leveranciers/numeria-inc-fictief/eigenaren/vastleggen/overname"),
    Place("/leveranciers/numeria-inc-fictief/eigenaren/vastleggen/periode"),
    Place("/leveranciers/numeria-inc-fictief/eigenaren/vastleggen/fusie"),
    Place("/leveranciers/numeria-inc-fictief/eigenaren/vastleggen/nieuwe-naam"),
    Place("/leveranciers/numeria-inc-fictief/eigenaren/vastleggen/eerdere-naam"),
    Place("/producten/dubbel"),
    Place("/producten/rekenhelden-fictief/samenvoegen?in=rekenheld-fictief"),
    Place("/producten/samenvoegingen"),
    Place("/beheer/sleutels"),
    Place("/beheer/webhooks"),
    Place("/sector/afhankelijkheid"),
    Place("/sector/wat-als"),
)
"""What the sector editor sees of claims, owners, doubles and machines."""

READER = (
    Place("/sector/afhankelijkheid"),
    Place("/sector/wat-als?zoek=microsoft"),
    Place("/sector/samen-inkopen"),
    Place("/sector/applicaties"),
)
"""What somebody sees who reads the sector, of boards that share and are few."""

ADMIN = (
    Place(f"{BOARD}/beheer"),
    Place(f"{BOARD}/berichten"),
    Place(f"{BOARD}/berichten", "tbody th a"),
)
"""What the administrator of a board sees of its keys and webhooks."""
