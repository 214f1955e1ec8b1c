"""coArchi models (Archi's Grafico form): one XML file for each element, relation and view, folders as directories."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from lxml import etree

from fora.kinds import SourceFormat
from fora.readers.archive import Files
from fora.readers.coarchi_views import read_view
from fora.readers.model import RawElement, RawModel, RawPair, RawRelation
from fora.readers.xml import ARCHI, local, parse, parser, refusal

_ACCESS = {"0": "Write", "1": "Read", "2": "Access", "3": "ReadWrite"}
"""IAccessRelationship: an absent value is 0, write."""
_SUFFIX = "Relationship"
_ROOT = f"{{{ARCHI}}}ArchimateModel"
_VIEWS = {"ArchimateDiagramModel"}
_OTHER_VIEWS = {"CanvasModel", "SketchModel"}


def find_root(files: Files) -> str | None:
    """Return the directory of the model inside the files ('' for the top), or None when there is no coArchi model."""
    candidates = [path for path in files if PurePosixPath(path).name == "folder.xml"]
    if not candidates:
        return None
    first = min(candidates, key=lambda path: (path.count("/"), path))
    return PurePosixPath(first).parent.as_posix()


def read(files: Files, where: str) -> RawModel:
    """Return the model in a coArchi folder; raises `InvalidInputError` naming the file that cannot be read."""
    root = find_root(files)
    if root is None:
        raise refusal(where, "Er is geen coArchi-model in gevonden.", "Het model begint bij een bestand folder.xml.")
    return _Reader(files, "" if root == "." else f"{root}/", where).model


class _Reader:
    """Reads every file of one model once."""

    def __init__(self, files: Files, prefix: str, where: str) -> None:
        self._using = parser()
        self._prefix = prefix
        self._folders: dict[str, str] = {}
        self._profiles: dict[str, str] = {}
        self.model = RawModel(format=SourceFormat.COARCHI)
        inside = {path[len(prefix) :]: data for path, data in sorted(files.items()) if path.startswith(prefix)}
        self._head(inside, where)
        for path, data in inside.items():
            if path.endswith("/folder.xml"):
                self._folder(path, data)
        for path, data in inside.items():
            if not path.endswith("folder.xml"):
                self._file(path, data)
        ignored = len(files) - len(inside)
        if ignored:
            reason = "bestanden buiten de modelmap zijn niet gelezen"
            self.model.skip("file", where, reason, value=str(ignored))

    def _head(self, inside: Files, where: str) -> None:
        root = parse(inside["folder.xml"], f"{self._prefix}folder.xml", self._using)
        if root.tag != _ROOT:
            raise refusal(
                where,
                "Het hoofdelement is %(root)s; verwacht is ArchimateModel van Archi.",
                "Lever de hele map van het coArchi-model aan.",
                root=local(root),
            )
        self.model.id = root.get("id", "")
        self.model.name = root.get("name", "")
        self.model.documentation = root.get("purpose", "")
        self._profiles = {one.get("id", ""): one.get("name", "") for one in root.iterchildren("profiles")}
        self.model.properties = self._properties(root)

    def _folder(self, path: str, data: bytes) -> None:
        root = parse(data, self._prefix + path, self._using)
        self._folders[path[: -len("/folder.xml")]] = root.get("name", "")

    def _file(self, path: str, data: bytes) -> None:
        if not path.endswith(".xml"):
            self.model.skip("file", path, "dit bestand is geen XML en is niet gelezen")
            return
        root = parse(data, self._prefix + path, self._using)
        kind = local(root)
        identifier = root.get("id", "")
        if not identifier:
            self.model.skip("file", path, "het onderdeel heeft geen id en is niet gebruikt", name=root.get("name", ""))
            return
        self._reader(kind)(root, kind, self._path(path))

    def _reader(self, kind: str) -> Callable[[etree._Element, str, tuple[str, ...]], None]:
        if kind.endswith(_SUFFIX):
            return self._relation
        if kind in _VIEWS:
            return self._view
        return self._other_view if kind in _OTHER_VIEWS else self._element

    def _path(self, path: str) -> tuple[str, ...]:
        parents = [one.as_posix() for one in PurePosixPath(path).parents if one.as_posix() != "."]
        return tuple(self._folders.get(one, one.rpartition("/")[2]) for one in reversed(parents))

    def _element(self, root: etree._Element, kind: str, folder: tuple[str, ...]) -> None:
        if kind == "Junction":
            kind = "OrJunction" if root.get("type") == "or" else "AndJunction"
        self.model.elements.append(
            RawElement(
                id=root.get("id", ""),
                type=kind,
                name=root.get("name", ""),
                documentation=root.get("documentation", ""),
                folder=folder,
                properties=self._properties(root),
            )
        )

    def _relation(self, root: etree._Element, kind: str, folder: tuple[str, ...]) -> None:
        short = kind[: -len(_SUFFIX)]
        self.model.relations.append(
            RawRelation(
                id=root.get("id", ""),
                type=short,
                source=_href(root, "source"),
                target=_href(root, "target"),
                access_type=_ACCESS.get(root.get("accessType", "0"), "") if short == "Access" else "",
                modifier=root.get("strength", ""),
                directed=root.get("directed") == "true",
                name=root.get("name", ""),
                documentation=root.get("documentation", ""),
                properties=self._properties(root),
                folder=folder,
            )
        )

    def _view(self, root: etree._Element, kind: str, folder: tuple[str, ...]) -> None:  # noqa: ARG002
        view = read_view(root)
        view.folder = folder
        view.properties = self._properties(root)
        self.model.views.append(view)

    def _other_view(self, root: etree._Element, kind: str, folder: tuple[str, ...]) -> None:  # noqa: ARG002
        self.model.skip(
            "view", root.get("id", ""), "een tekening zonder ArchiMate wordt niet gelezen", name=root.get("name", "")
        )

    def _properties(self, root: etree._Element) -> list[RawPair]:
        found = [RawPair(one.get("key", ""), one.get("value", "")) for one in root.iterchildren("properties")]
        special = [one.get("href", "").rpartition("#")[2] for one in root.iterchildren("profiles")]
        return found + [RawPair("Specialization", self._profiles.get(one, "")) for one in special]


def _href(root: etree._Element, name: str) -> str:
    """Return the identifier that a reference points to: what follows the `#`."""
    node = root.find(name)
    return "" if node is None else node.get("href", "").rpartition("#")[2]
