"""Every setting of the product, once: environment variables with the prefix `SWC_`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings; each field is the lower-case name behind `SWC_`, described for `docs/configuration.md`."""

    model_config = SettingsConfigDict(env_prefix="SWC_", extra="ignore")

    data_dir: Path = Field(
        default=Path.home() / ".local" / "share" / "fora-swc",
        description="Map voor de ingebouwde database en de grafen; wordt zo nodig aangemaakt.",
    )
    database_url: str = Field(
        default="",
        description="SQLAlchemy-adres van de database. Leeg: SQLite in de datamap. PostgreSQL: `postgresql+psycopg://…`.",
    )
    public_base_url: str = Field(
        default="http://127.0.0.1:8000",
        description="Het adres waaronder iedereen deze installatie bereikt; alle IRI's beginnen hiermee.",
    )
    host: str = Field(default="127.0.0.1", description="Adres waarop de server luistert.")
    port: int = Field(default=8000, ge=1, le=65535, description="Poort waarop de server luistert.")
    upload_limit_mb: int = Field(default=50, ge=1, le=500, description="Grootste bestand dat wordt ingelezen, in MB.")
    session_idle_minutes: int = Field(
        default=60, ge=1, description="Na zoveel minuten zonder activiteit moet iemand opnieuw inloggen."
    )
    session_absolute_hours: int = Field(
        default=12, ge=1, description="Na zoveel uur moet iemand hoe dan ook opnieuw inloggen."
    )
    login_hashing: Literal["normal", "low"] = Field(
        default="normal",
        description="Rekenwerk per wachtwoord (argon2id). `low` is er alleen voor de demo en de tests.",
    )
    sparql_seconds: float = Field(default=10.0, gt=0, description="Tijdslimiet van één SPARQL-vraag, in seconden.")
    sparql_rows: int = Field(default=10_000, ge=1, description="Grootste aantal rijen in een SPARQL-antwoord.")
    sparql_memory_mb: int = Field(default=1024, ge=128, description="Geheugenlimiet van het SPARQL-proces, in MB.")
    sparql_workers: int = Field(
        default=3,
        ge=1,
        le=32,
        description="Aantal SPARQL-processen per zichtbaarheid (sector: hoogstens 2); elk doet één vraag tegelijk.",
    )
    sparql_seconds_per_minute: float = Field(
        default=30.0,
        gt=0,
        description="Zoveel seconden rekentijd aan SPARQL-vragen mag één afzender per minuut gebruiken; daarna 429.",
    )
    sparql_warm: str = Field(
        default="",
        pattern=r"^((public|sector|board/[0-9A-Za-z]{1,10})( |$))*$",
        description="Wat na het starten alvast wordt geladen voor SPARQL-vragen, met spaties ertussen: `public`, "
        "`sector`, `board/<nummer>`. Leeg: niets, dan laadt de eerste vraag. De hele sector kost een minuut en 4 GB.",
    )
    sparql_store: str = Field(
        default="",
        description="Adres van een eigen SPARQL 1.1-server met Graph Store Protocol. Wat de sector mag zien gaat "
        "daarheen, en vragen over de sector worden daar beantwoord. Twee adressen met een spatie ertussen zijn dat "
        "voor vragen en dat voor grafen. Leeg: de ingebouwde opslag.",
    )
    smtp_host: str = Field(
        default="",
        description="Mailserver voor de dagelijkse herinnering. Leeg: mails komen als bestand in de datamap.",
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Poort van de mailserver.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="Beveiliging: `starttls` (587), `tls` (465) of `none` (alleen een server op deze machine).",
    )
    smtp_user: str = Field(default="", description="Gebruiker op de mailserver; leeg als die niet om een login vraagt.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="Wachtwoord op de mailserver.")
    mail_from: str = Field(
        default="FORA-softwarecatalogus <noreply@example.org>", description="Afzender van de herinnering."
    )
    oin: str = Field(
        default="",
        pattern=r"^(\d{20})?$",
        description="Organisatie-identificatienummer (OIN, 20 cijfers) als bron van berichten. Leeg: het adres.",
    )
    oin_system: str = Field(
        default="fora-softwarecatalogus",
        pattern=r"^[a-z0-9-]{1,60}$",
        description="Naam van dit systeem in de bron van berichten, achter het OIN.",
    )
    webhook_http: bool = Field(
        default=False, description="Sta webhooks over `http` toe. Alleen voor een afgesloten netwerk."
    )
    webhook_hosts: str = Field(
        default="",
        description="Hosts waar webhooks heen mogen, ook niet openbaar of op een andere poort; met komma's ertussen.",
    )
    webhook_seconds: float = Field(
        default=15.0, gt=0, le=30, description="Hoe lang een ontvanger over zijn antwoord op een webhook mag doen."
    )
    contact_name: str = Field(
        default="Beheer FORA-softwarecatalogus", description="Contactnaam in de API-beschrijving."
    )
    contact_email: str = Field(
        default="beheer@example.org", description="Contactadres in de API-beschrijving en in security.txt."
    )

    publisher_name: str = Field(
        default="", description="Naam van wie de gegevens uitgeeft, in de catalogus. Leeg: de contactnaam."
    )
    publisher_iri: str = Field(
        default="",
        description="IRI van wie de gegevens uitgeeft, bijvoorbeeld uit TOOI. Leeg: een IRI van deze installatie.",
    )
    data_licence: str = Field(
        default="http://creativecommons.org/publicdomain/zero/1.0/",
        description="IRI van de licentie van begrippen en productcatalogus (standaard CC0). Geldt nooit voor de FORA.",
    )

    @field_validator("public_base_url")
    @classmethod
    def _no_trailing_slash(cls, value: str) -> str:
        """Refuse what is no web address and drop a trailing slash, so that IRIs have one spelling."""
        if not value.startswith(("http://", "https://")):
            raise ValueError("SWC_PUBLIC_BASE_URL moet met http:// of https:// beginnen")
        return value.rstrip("/")

    @property
    def secure(self) -> bool:
        """Say whether visitors come in over https."""
        return self.public_base_url.startswith("https://")

    @property
    def upload_limit(self) -> int:
        """Return the upload limit in bytes."""
        return self.upload_limit_mb * 1024 * 1024

    @property
    def database(self) -> str:
        """Return the address of the database; the data folder is made when SQLite lives in it."""
        if self.database_url:
            return self.database_url
        self.data_dir.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{self.data_dir / 'swc.db'}"

    @property
    def mail_dir(self) -> Path:
        """Return the folder for mail when there is no mail server."""
        return self.data_dir / "mail"

    @property
    def graphs_dir(self) -> Path:
        """Return the folder of the projected graphs."""
        return self.data_dir / "graphs"
