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
        """Go there and show what is folded away."""
        page.goto(self.address)
        if self.link:
            page.goto(f"{page.locator(self.link).first.get_attribute('href')}{self.end}")
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
    Place("/regels"),
    Place("/regels/DP01"),
    Place("/sparql-vragen"),
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
    Place(f"{BOARD}/samen-inkopen"),
    Place(f"{BOARD}/inkoop/dossier?component=c64a7a54f38e487e814801bc3d9c92fd"),
    Place(f"{BOARD}/import"),
    Place(f"{BOARD}/historie"),
    Place("/sparql-vragen?vraag=08-signalen&bestuur=99001"),
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
)
"""What the sector editor sees of claims."""
