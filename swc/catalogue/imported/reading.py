"""Reading a file with RDF of others: what it is, what is refused before parsing, and parsing in a process of its own.

Refused before a parser sees it: what is packed, what is no UTF-8 and an XML file with a DOCTYPE anywhere. pyoxigraph
expands nested entities without a limit (620 bytes took 27 seconds), and JSON-LD nested five thousand deep ended the
process that parsed it; so the parser runs in a child that is held to memory and time.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from swc import environment
from swc.catalogue.imported.kinds import FileFormat, Node, RdfContent
from swc.errors import InvalidInputError, Problem

_CHILD = Path(__file__).with_name("parsing_process.py")
_MEGABYTE = 1024 * 1024
_PLACE = re.compile(r"^Parser error (?:at|between) [^:]*: ")
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd")
_ENDINGS = {
    "ttl": FileFormat.TURTLE,
    "nt": FileFormat.N_TRIPLES,
    "rdf": FileFormat.RDF_XML,
    "xml": FileFormat.RDF_XML,
    "owl": FileFormat.RDF_XML,
    "jsonld": FileFormat.JSON_LD,
    "json": FileFormat.JSON_LD,
}
_DECLARED = re.compile(r"<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """How big a file may be, and what parsing it may cost: triples, bytes of memory, seconds of processor time."""

    size: int = 50 * _MEGABYTE
    triples: int = 1_000_000
    memory: int = 1_500 * _MEGABYTE
    seconds: int = 20


DEFAULT_LIMITS = Limits()


def read_rdf(content: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[FileFormat, RdfContent]:
    """Return what a file is written in and what it says in SKOS; raises `InvalidInputError` with the way to mend it."""
    form, text = recognised(content, file_name, limits)
    arguments = [form.value, str(limits.triples), str(limits.memory), str(limits.seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own file, our own interpreter, no shell
            [sys.executable, "-I", str(_CHILD), *arguments],
            env=environment.harmless(),
            input=text.encode(),
            capture_output=True,
            timeout=limits.seconds + 10,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refused("Het lezen kost te veel tijd of geheugen.") from error
    if done.returncode != 0:
        raise _refused("Het lezen kost te veel tijd of geheugen.", "Is het bestand heel diep genest, of erg groot?")
    outcome: dict[str, Any] = json.loads(done.stdout)
    if "error" in outcome:
        raise _refusal_of(outcome, limits)
    return form, _content(outcome)


def recognised(content: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[FileFormat, str]:
    """Return the format and text of a file, or refuse it before any parser sees it."""
    if len(content) > limits.size:
        raise _refused("Het bestand is groter dan %(limit)s MB.", limit=limits.size // _MEGABYTE)
    if content.startswith(_PACKED):
        raise _refused("Het bestand is ingepakt.", "Pak het eerst uit.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused("Het bestand is niet in UTF-8 geschreven.", "Sla het opnieuw op als UTF-8.") from error
    if "\x00" in text:
        raise _refused("Het bestand bevat onleesbare tekens.", "Sla het opnieuw op als UTF-8.")
    if not text.strip():
        raise _refused("Het bestand is leeg.")
    form = _format(text.lstrip()[:400].lower(), file_name)
    if form is FileFormat.RDF_XML:
        _harmless_xml(text)
    return form, text


def _format(start: str, file_name: str) -> FileFormat:
    """Return the format by the first signs, which say more than a name; Turtle where they leave it open."""
    if start.startswith(("<!doctype html", "<html")):
        raise _refused("Dit is een webpagina, geen RDF.", "Haal het bestand zelf op, bijvoorbeeld de versie in Turtle.")
    if start.startswith(("<?xml", "<!doctype", "<!--", "<rdf:", "<skos:")) or re.match(r"<[\w:]+\s+xmlns", start):
        return FileFormat.RDF_XML
    if start.startswith(("{", "[")) and not file_name.lower().endswith(".ttl"):
        return FileFormat.JSON_LD
    return _ENDINGS.get(file_name.lower().rpartition(".")[2], FileFormat.TURTLE)


def _harmless_xml(text: str) -> None:
    """Refuse XML that declares entities or another encoding than it has."""
    if _DOCTYPE.search(text):
        raise _refused(
            "Het bestand bevat een DOCTYPE; dat wordt om veiligheid niet gelezen.",
            "Schrijf entiteiten voluit en haal de DOCTYPE weg, of lever het als Turtle.",
        )
    declared = _DECLARED.search(text[:400])
    if declared and declared[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
        raise _refused(
            "Het bestand zegt in %(encoding)s te zijn geschreven.",
            "Sla het opnieuw op als UTF-8.",
            encoding=declared[1][:40],
        )


def _refusal_of(outcome: dict[str, Any], limits: Limits) -> InvalidInputError:
    """Return the refusal that the child's answer means."""
    if outcome["error"] == "triples":
        return _refused("Het bestand bevat meer dan %(limit)s uitspraken.", limit=limits.triples)
    if outcome["error"] == "memory":
        return _refused("Het lezen kost te veel tijd of geheugen.", "Is het bestand heel diep genest, of erg groot?")
    detail = str(outcome.get("detail", ""))
    if "remote context" in detail.lower() or "LoadDocumentCallback" in detail:
        return _refused(
            "Het bestand haalt zijn @context van een ander adres; dat wordt om veiligheid niet opgehaald.",
            "Zet de inhoud van de context in het bestand zelf, of lever het als Turtle.",
        )
    if outcome.get("line"):
        return _refused(
            "Regel %(line)s is geen geldige RDF. De lezer zegt in het Engels: “%(detail)s”.",
            "Kijk op die regel en de regel erboven; adressen zijn volledig en zonder spaties.",
            line=outcome["line"],
            detail=_PLACE.sub("", detail),
        )
    return _refused("Het bestand is geen geldige RDF: %(detail)s.", detail=detail)


def _refused(message: str, remedy: str = "", **params: object) -> InvalidInputError:
    return InvalidInputError(
        "Het bestand kan niet worden gelezen.", problems=(Problem("bestand", message, remedy, params=params),)
    )


def _content(outcome: dict[str, Any]) -> RdfContent:
    """Return what the child found as values."""
    return RdfContent(
        triples=outcome["triples"],
        nodes={iri: _node(iri, found) for iri, found in outcome["nodes"].items()},
        other=outcome["other"],
        blank=outcome["blank"],
        refused=tuple(outcome["refused"]),
        shortened=outcome["shortened"],
    )


def _node(iri: str, found: dict[str, Any]) -> Node:
    return Node(
        iri=iri,
        types=frozenset(found["types"]),
        texts={
            name: tuple(dict.fromkeys((value, tag) for value, tag in told)) for name, told in found["texts"].items()
        },
        refs={name: tuple(dict.fromkeys(told)) for name, told in found["refs"].items()},
    )
