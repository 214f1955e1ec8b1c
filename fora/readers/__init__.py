"""Readers of model files: one door that recognises the form and returns one neutral model."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fora.readers import ameff, archive, coarchi
from fora.readers.archive import DEFAULT_LIMITS, Files, Limits
from fora.readers.model import RawModel
from fora.readers.xml import parse, recognised, refusal

__all__ = ["DEFAULT_LIMITS", "READS", "Limits", "Reading", "read_bytes", "read_path"]

READS = "Gelezen worden AMEFF 3.x (xml) en coArchi (zip, tar.gz, tar.xz)."
"""What to choose, for who chose nothing."""

_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A model as read, with the bytes it came from and their SHA-256."""

    model: RawModel
    name: str
    content: bytes
    sha256: str


def read_bytes(content: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read an exchange file or an archive of a coArchi model.

    Raises `InvalidInputError` with the place and a remedy for a file over a limit, a damaged or unsafe archive,
    broken XML, a DOCTYPE, ArchiMate 2 and anything that is no model.
    """
    archive.check_sent(len(content), name, limits)
    sha256 = hashlib.sha256(content).hexdigest()
    if archive.is_archive(content):
        model = _from_files(archive.unpacked(content, name, limits), name)
    else:
        root = parse(content, name)
        recognised(root, name)
        model = ameff.read(root)
    return Reading(model=_checked(model, name), name=name, content=content, sha256=sha256)


def read_path(path: Path, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a model from disk: a folder, or a file as in `read_bytes`."""
    if path.is_dir():
        files = archive.folder(path, limits)
        content = _packed(files)
        sha256 = hashlib.sha256(content).hexdigest()
        return Reading(
            model=_checked(_from_files(files, path.name), path.name), name=path.name, content=content, sha256=sha256
        )
    if not path.is_file():
        raise refusal(path.name, "Dit bestand bestaat niet.", "Controleer het pad.")
    archive.check_sent(path.stat().st_size, path.name, limits)
    return read_bytes(path.read_bytes(), path.name, limits)


def _from_files(files: Files, where: str) -> RawModel:
    """Read the coArchi model among the files, or the one exchange file in them."""
    if coarchi.find_root(files) is not None:
        return coarchi.read(files, where)
    exchange = [path for path in files if path.endswith(".xml")]
    if len(exchange) != 1:
        raise refusal(
            where,
            "Er is geen coArchi-model of uitwisselbestand in gevonden.",
            "Het archief bevat de map van een coArchi-model, of één XML-bestand.",
        )
    root = parse(files[exchange[0]], exchange[0])
    recognised(root, exchange[0])
    return ameff.read(root)


def _checked(model: RawModel, where: str) -> RawModel:
    if not model.elements:
        raise refusal(where, "Het model bevat geen elementen.", "Controleer of het juiste model is geëxporteerd.")
    return model


def _packed(files: Files) -> bytes:
    """Pack the files of a folder so that equal content gives equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for path, data in sorted(files.items()):
            packed.writestr(zipfile.ZipInfo(path, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
