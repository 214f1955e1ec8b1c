"""Every namespace this project writes or reads, once.

Our own terms live under w3id.org and never follow the installation; instances do (see `vocab.iris`).
"""

from __future__ import annotations

SWC = "https://w3id.org/fora-swc/def#"
SCHEME = "https://w3id.org/fora-swc/scheme/"
SOURCE = "https://w3id.org/fora-swc/source/"
NORM = "https://w3id.org/fora-swc/norm/"
SHAPE = "https://w3id.org/fora-swc/shape/"

A4G = "http://data.europa.eu/a4g/ontology#"
ADMS = "http://www.w3.org/ns/adms#"
ARCHIMATE = "https://purl.org/archimate#"
AS = "https://www.w3.org/ns/activitystreams#"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
DPV = "https://w3id.org/dpv#"
DPV_PD = "https://w3id.org/dpv/pd#"
DPV_RISK = "https://w3id.org/dpv/risk#"
DPV_TECH = "https://w3id.org/dpv/tech#"
EU_AIACT = "https://w3id.org/dpv/legal/eu/aiact#"
EU_GDPR = "https://w3id.org/dpv/legal/eu/gdpr#"
FOAF = "http://xmlns.com/foaf/0.1/"
ISOTHES = "http://purl.org/iso25964/skos-thes#"
LDES = "https://w3id.org/ldes#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SECTOR_EDUCATION = "https://w3id.org/dpv/sector/education#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TREE = "https://w3id.org/tree#"
VOID = "http://rdfs.org/ns/void#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: dict[str, str] = {
    "a4g": A4G,
    "adms": ADMS,
    "archimate": ARCHIMATE,
    "dcat": DCAT,
    "dct": DCTERMS,
    "dpv": DPV,
    "eu-aiact": EU_AIACT,
    "eu-gdpr": EU_GDPR,
    "foaf": FOAF,
    "isothes": ISOTHES,
    "org": ORG,
    "owl": OWL,
    "pd": DPV_PD,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "risk": DPV_RISK,
    "schema": SCHEMA,
    "sector-education": SECTOR_EDUCATION,
    "sh": SH,
    "skos": SKOS,
    "swc": SWC,
    "tech": DPV_TECH,
    "void": VOID,
    "xsd": XSD,
}


def concept_iri(scheme: str, code: str) -> str:
    """Return the IRI of a concept of ours: `…/scheme/<scheme>/<code>`."""
    return f"{SCHEME}{scheme}/{code}"
