"""Hardened XML: no DOCTYPE, no entities, no network; every refusal is a sentence with the place."""

from __future__ import annotations

from lxml import etree

from fora.kinds import SourceFormat
from vocab.errors import InvalidInputError, Problem

AMEFF = "http://www.opengroup.org/xsd/archimate/3.0/"
AMEFF_2 = "http://www.opengroup.org/xsd/archimate"
ARCHI = "http://www.archimatetool.com/archimate"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def refusal(where: str, message: str, remedy: str = "", **params: object) -> InvalidInputError:
    """Return the refusal of a file, with the place and what to do."""
    problem = Problem(where=where, message=message, remedy=remedy, params=params)
    return InvalidInputError(
        "Het bestand %(file)s kan niet worden gelezen. Er is niets gewijzigd.", problems=(problem,), file=where
    )


def parser() -> etree.XMLParser[etree._Element]:
    """Return a parser that expands nothing and fetches nothing."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def parse(content: bytes, where: str, using: etree.XMLParser[etree._Element] | None = None) -> etree._Element:
    """Return the root of an XML file; raises `InvalidInputError` for a DOCTYPE or broken XML."""
    if any(mark in content for mark in _DOCTYPE):
        raise _doctype(where)
    try:
        root = etree.fromstring(content, using or parser())
    except etree.XMLSyntaxError as error:
        raise refusal(
            where,
            "De XML is niet welgevormd: regel %(line)s, kolom %(column)s.",
            "Exporteer het model opnieuw; het bestand is mogelijk afgebroken.",
            line=error.lineno,
            column=error.offset or 0,
        ) from error
    except ValueError as error:
        raise refusal(where, "De tekens in het bestand zijn niet leesbaar.", "Sla het op als UTF-8.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(where)
    return root


def recognised(root: etree._Element, where: str) -> SourceFormat:
    """Return what a single XML file is; raises `InvalidInputError` for everything that is no exchange file."""
    name = etree.QName(root)
    if name.namespace == AMEFF and name.localname == "model":
        return SourceFormat.AMEFF
    if name.namespace == AMEFF_2:
        raise refusal(
            where,
            "Dit is een uitwisselbestand van ArchiMate 2; gelezen wordt ArchiMate 3.",
            "Zet het model in uw modelleergereedschap om naar ArchiMate 3 en exporteer het opnieuw.",
        )
    if name.namespace == ARCHI:
        raise refusal(
            where,
            "Dit is een los bestand van Archi, geen uitwisselbestand.",
            "Exporteer het model in Archi als Open Exchange, of lever de hele coArchi-map of een archief ervan aan.",
        )
    raise refusal(
        where,
        "Het hoofdelement is %(root)s; verwacht is model in de naamruimte van ArchiMate 3.",
        "Lever een uitwisselbestand (AMEFF 3.x) of een coArchi-model aan.",
        root=name.localname,
    )


def local(node: etree._Element) -> str:
    """Return the name of a node without its namespace."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _doctype(where: str) -> InvalidInputError:
    return refusal(
        where,
        "Het bestand bevat een DOCTYPE; die wordt om veiligheidsredenen geweigerd.",
        "Verwijder de DOCTYPE-regel of exporteer het model opnieuw.",
    )
