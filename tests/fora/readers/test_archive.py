"""Archives: every form is read in memory, and every trick is refused."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from fora.readers import Limits, read_bytes, read_path
from tests.factories.model_files import AMEFF, COARCHI, tarred, zipped
from vocab.errors import InvalidInputError


def refused(content: bytes, limits: Limits | None = None) -> str:
    """Return the sentence with which content is refused."""
    with pytest.raises(InvalidInputError) as found:
        read_bytes(content, "model", limits or Limits())
    return str(found.value)


@pytest.mark.parametrize(
    "content", [zipped(), tarred(), tarred(mode="w:xz"), tarred(mode="w"), zipped({"export/model.xml": AMEFF})]
)
def test_every_form_of_archive_is_read(content: bytes) -> None:
    assert read_bytes(content, "model").model.elements[0].name in {"Leerlingsysteem", "Cijfer"}


def test_a_folder_reads_as_its_archive_does(tmp_path: Path) -> None:
    for path, text in COARCHI.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    first, second = read_path(tmp_path), read_path(tmp_path)
    assert first.sha256 == second.sha256
    assert [one.id for one in first.model.elements] == [one.id for one in read_bytes(zipped(), "z").model.elements]


@pytest.mark.parametrize("path", ["../model/folder.xml", "/model/folder.xml", "model/..\\x.xml", "C:/model/folder.xml"])
def test_a_path_that_points_outside_is_refused(path: str) -> None:
    assert "pad dat erbuiten wijst" in refused(tarred({path: "<x/>"}))


def test_a_link_in_an_archive_is_refused() -> None:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as packed:
        entry = tarfile.TarInfo("model/folder.xml")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(entry)
    assert "koppeling" in refused(target.getvalue())


def test_a_zip_that_swells_is_refused_before_it_is_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("model/folder.xml", b" " * 30_000_000)
    assert "keer zo groot" in refused(target.getvalue())


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_tar_that_swells_is_stopped_while_it_is_unpacked(pack: object) -> None:
    bomb = pack(b"\0" * 40_000_000)  # type: ignore[operator]
    assert "keer zo groot" in refused(bomb)


def test_content_over_the_total_limit_is_refused() -> None:
    assert "groter dan" in refused(tarred(mode="w"), Limits(unpacked=500))
    assert "groter dan" in refused(zipped(), Limits(unpacked=500))


def test_too_many_files_are_refused() -> None:
    assert "meer dan 3 bestanden" in refused(tarred(), Limits(files=3))


def test_a_file_over_the_upload_limit_is_refused_with_the_limit() -> None:
    assert "de grens is 2 MB" in refused(b"x" * 3_000_000, Limits(sent=2_000_000))


def test_the_same_path_twice_is_refused() -> None:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as packed:
        for _ in range(2):
            packed.addfile(tarfile.TarInfo("model/folder.xml"), io.BytesIO())
    assert "meer dan eens" in refused(target.getvalue())


@pytest.mark.parametrize("content", [tarred()[:-300], tarred(mode="w:xz")[:-300], zipped()[:-60]])
def test_an_archive_that_was_cut_off_is_refused(content: bytes) -> None:
    assert "beschadigd" in refused(content)


def test_an_archive_without_a_model_is_refused() -> None:
    assert "geen coArchi-model" in refused(zipped({"leesmij.txt": "x"}))
    assert "geen coArchi-model" in refused(zipped({"a.xml": AMEFF, "b.xml": AMEFF}))
