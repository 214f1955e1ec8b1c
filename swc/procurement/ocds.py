"""A tender dossier as a release package of the Open Contracting Data Standard, version 1.1.5: pure mapping.

One planning release: what is to be bought (`tender.items`, with CPV and the FORA component), what is asked of it
(`tender.criteria`, requirements extension) and where the same stands for people (`tender.documents`). A standard of
the European Union does not exist for this; a tender tool or a person takes the fragment over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

from swc.procurement.kinds import RequirementKind, Theme
from swc.procurement.needs import cpv_codes
from swc.procurement.schemas import BuyingBoard, ComponentNeed, Cpv, Requirement, RequirementNorm, TenderDossier
from vocab.schemes import scheme

VERSION: Final = "1.1"
"""The version as a package names it; 1.1.5 is the patch that the fields were held against."""
EXTENSION: Final = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_requirements_extension/master/extension.json"
)
PREFIX: Final = "ocds-000000"
"""A prefix that nobody was given: whoever publishes puts the one from the Open Contracting Partnership in its place."""
LICENSE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
KINDS: Final = {
    RequirementKind.MANDATORY: ("Verplicht", "Volgt uit een wet of een bindende afspraak."),
    RequirementKind.DESIRED: ("Gewenst", "Wordt aangeraden; het bestuur kiest hoe zwaar het telt."),
    RequirementKind.INFORMATION: ("Opgave", "De inschrijver zegt hoe het is."),
}
_LIMITS: Final = {
    "exit-notice": ("data-act-notice-months", "maxValue"),
    "exit-transition": ("data-act-transition-days", "maxValue"),
    "exit-retrieval": ("data-act-retrieval-days", "minValue"),
}
"""The requirements that ask a number: which norm it is held against, and whether that is the most or the least."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Published:
    """Who publishes the package and where it and its other forms stand."""

    publisher: str
    uri: str
    page: str
    base: str


def package(dossier: TenderDossier, where: Published) -> Json:
    """Return the release package of a dossier."""
    return {
        "uri": where.uri,
        "version": VERSION,
        "extensions": [EXTENSION],
        "publishedDate": _moment(dossier),
        "publisher": {"name": where.publisher},
        **({} if dossier.board else {"license": LICENSE}),
        "releases": [release(dossier, where)],
    }


def release(dossier: TenderDossier, where: Published) -> Json:
    """Return the planning release; its id changes with the day, its `ocid` stays the same."""
    board = dossier.board
    found: Json = {
        "ocid": ocid(dossier),
        "id": f"{ocid(dossier)}-{dossier.as_of.isoformat()}",
        "date": _moment(dossier),
        "tag": ["planning"],
        "initiationType": "tender",
        "language": "nl",
    }
    if board is not None:
        found["parties"] = [_party(board)]
        found["buyer"] = {"id": _party_id(board), "name": board.name}
        found["planning"] = {"rationale": _rationale(board)}
    found["tender"] = _tender(dossier, where)
    return found


def ocid(dossier: TenderDossier) -> str:
    """Return the identifier of the process: the prefix, the board if any, and what is bought."""
    parts = [PREFIX, *([dossier.board.number] if dossier.board else []), dossier.subject.value, dossier.key]
    return "-".join(re.sub(r"[^A-Za-z0-9-]+", "-", one) for one in parts)


def _tender(dossier: TenderDossier, where: Published) -> Json:
    return {
        "id": ocid(dossier),
        "title": dossier.name,
        "description": f"Eisen aan {dossier.name}, stand van {dossier.as_of.isoformat()}.",
        "status": "planning",
        "mainProcurementCategory": "services",
        "items": _items(dossier, where),
        "documents": _documents(dossier, where),
        "criteria": _criteria(dossier),
    }


def _items(dossier: TenderDossier, where: Published) -> list[Json]:
    """Return an item for each component, or one for the product where it is suited for none."""
    if not dossier.components:
        return [_item("1", dossier.name, dossier.cpv, dossier.board)]
    return [
        _item(str(place), one.name, _codes_of(one, dossier), dossier.board, _fora(one, where))
        for place, one in enumerate(dossier.components, start=1)
    ]


def _codes_of(component: ComponentNeed, dossier: TenderDossier) -> tuple[Cpv, ...]:
    return cpv_codes([(component.guid, component.name)]) or dossier.cpv


def _fora(component: ComponentNeed, where: Published) -> Json:
    uri = f"{where.base}/fora/elementen/{component.guid}"
    return {"scheme": "x_FORA", "id": component.guid, "description": component.name, "uri": uri}


def _item(
    number: str, name: str, codes: tuple[Cpv, ...], board: BuyingBoard | None, component: Json | None = None
) -> Json:
    more = [*(_classification(one) for one in codes[1:]), *([component] if component else [])]
    found: Json = {"id": number, "description": name}
    if codes:
        found["classification"] = _classification(codes[0])
    if more:
        found["additionalClassifications"] = more
    if board is not None and board.pupils is not None:
        found["quantity"] = board.pupils
        found["unit"] = {"name": "leerling"}
    return found


def _classification(one: Cpv) -> Json:
    uri = scheme("cpv").concept(one.code).iri
    return {"scheme": "CPV", "id": one.notation, "description": one.label_en, "uri": uri}


def _documents(dossier: TenderDossier, where: Published) -> list[Json]:
    """Return where the same dossier stands for people."""
    kinds = (
        ("page", where.page, "text/html"),
        ("xlsx", _file(where.page, "xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("docx", _file(where.page, "docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    )
    return [
        {
            "id": name,
            "documentType": "technicalSpecifications",
            "title": f"Eisen aan {dossier.name}",
            "url": url,
            "datePublished": _moment(dossier),
            "format": media_type,
            "language": "nl",
        }
        for name, url, media_type in kinds
    ]


def _file(page: str, extension: str) -> str:
    path, mark, query = page.partition("?")
    return f"{path}.{extension}{mark}{query}"


def _criteria(dossier: TenderDossier) -> list[Json]:
    """Return a criterion for each theme, with a group of requirements for each weight."""
    related = {"relatesTo": "item", "relatedItem": "1"} if len(dossier.components) <= 1 else {}
    found: list[Json] = []
    for theme in Theme:
        asked = dossier.of(theme)
        if asked:
            concept = scheme("tender-requirements").concept(theme.value)
            groups = [_group(theme, kind, asked) for kind in RequirementKind if any(one.kind is kind for one in asked)]
            found.append(
                {
                    "id": theme.value,
                    "title": concept.label_nl,
                    "description": concept.definition_nl,
                    "source": "tenderer",
                    **related,
                    "requirementGroups": groups,
                }
            )
    return found


def _group(theme: Theme, kind: RequirementKind, asked: tuple[Requirement, ...]) -> Json:
    name, meaning = KINDS[kind]
    return {
        "id": f"{theme.value}-{kind.value}",
        "description": f"{name}. {meaning}",
        "requirements": [_requirement(one) for one in asked if one.kind is kind],
    }


def _requirement(one: Requirement) -> Json:
    sources = "; ".join(
        dict.fromkeys([*([one.article] if one.article else []), *(each.title_nl for each in one.origins)])
    )
    found: Json = {
        "id": one.id,
        "title": one.title_nl,
        "description": f"{one.text_nl} Bron: {sources}." if sources else one.text_nl,
    }
    limit = _limit(one)
    if limit is not None:
        return found | {"dataType": "integer"} | limit
    if one.kind is RequirementKind.INFORMATION:
        return found | {"dataType": "string"}
    return found | {"dataType": "boolean", "expectedValue": True}


def _limit(one: Requirement) -> Json | None:
    code, bound = _LIMITS.get(one.id, ("", ""))
    norm: RequirementNorm | None = next((each for each in one.norms if each.code == code), None)
    return {bound: int(float(norm.value))} if norm is not None else None


def _party(board: BuyingBoard) -> Json:
    found: Json = {"id": _party_id(board), "name": board.name, "roles": ["buyer"]}
    if board.kvk_number:
        found["identifier"] = {"scheme": "NL-KVK", "id": board.kvk_number, "legalName": board.name}
    return found


def _party_id(board: BuyingBoard) -> str:
    """Return the id of a board: by its number at the chamber of commerce (org-id.guide), else by that of DUO."""
    return f"NL-KVK-{board.kvk_number}" if board.kvk_number else f"DUO-{board.number}"


def _rationale(board: BuyingBoard) -> str:
    ends = sorted(one.contract_end for one in board.uses if one.contract_end is not None)
    if not ends:
        return (
            f"{board.name} gebruikt hiervoor nu {len(board.uses)} applicaties; wanneer contracten eindigen is onbekend."
        )
    return f"{board.name} gebruikt hiervoor nu {len(board.uses)} applicaties; het eerste contract eindigt op {ends[0]}."


def _moment(dossier: TenderDossier) -> str:
    return datetime.combine(dossier.as_of, time(), tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
