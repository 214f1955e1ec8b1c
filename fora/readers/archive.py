"""Files out of a folder, zip or tar, read in memory under limits; nothing is ever written by a name from an archive."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fora.readers.xml import refusal

MEGABYTE = 1024 * 1024
_ZIP = b"PK\x03\x04"
_ZIP_EMPTY = b"PK\x05\x06"
_GZIP = b"\x1f\x8b"
_XZ = b"\xfd7zXZ\x00"
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_XZ_MEMORY = 160 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a model may be: bytes as sent, bytes unpacked, files, and how far the content may shrink."""

    sent: int = 50 * MEGABYTE
    unpacked: int = 250 * MEGABYTE
    files: int = 60_000
    ratio: int = 150


DEFAULT_LIMITS = Limits()
Files = dict[str, bytes]


def is_archive(content: bytes) -> bool:
    """Say whether the bytes are an archive that `unpacked` reads."""
    return content.startswith((_ZIP, _ZIP_EMPTY, _GZIP, _XZ)) or content[257:262] == b"ustar"


def unpacked(content: bytes, where: str, limits: Limits = DEFAULT_LIMITS) -> Files:
    """Return the files of a zip, tar, tar.gz or tar.xz by path; raises `InvalidInputError` when a limit is passed."""
    if content.startswith((_ZIP, _ZIP_EMPTY)):
        return _zip(content, where, limits)
    return _tar(_inflated(content, where, limits), where, limits)


def folder(root: Path, limits: Limits = DEFAULT_LIMITS) -> Files:
    """Return the XML files under a folder by relative path; symbolic links are not followed."""
    where = root.name
    found: Files = {}
    total = 0
    for directory, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name != ".git")
        for name in sorted(files):
            path = Path(directory, name)
            if path.is_symlink() or path.suffix != ".xml":
                continue
            total += path.stat().st_size
            _within(len(found) + 1, total, where, limits)
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def check_sent(size: int, where: str, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse a file that is larger than may be sent."""
    if size > limits.sent:
        raise refusal(
            where,
            "Het bestand is %(size)s MB; de grens is %(limit)s MB.",
            "Lever een gecomprimeerd archief aan of laat de beheerder de grens verhogen.",
            size=round(size / MEGABYTE, 1),
            limit=round(limits.sent / MEGABYTE),
        )


def _within(files: int, total: int, where: str, limits: Limits) -> None:
    if files > limits.files:
        raise refusal(where, "Het archief bevat meer dan %(limit)s bestanden.", limit=limits.files)
    if total > limits.unpacked:
        raise refusal(where, "De inhoud is uitgepakt groter dan %(limit)s MB.", limit=round(limits.unpacked / MEGABYTE))


def _plausible(total: int, packed: int, where: str, limits: Limits) -> None:
    """Refuse content that shrinks further than models do (an archive made to swell)."""
    if total > 10 * MEGABYTE and total > packed * limits.ratio:
        raise refusal(
            where,
            "De inhoud is uitgepakt meer dan %(ratio)s keer zo groot als het bestand; zo is een model nooit.",
            ratio=limits.ratio,
        )


def _safe(name: str, where: str) -> str:
    """Return a path inside the archive; refuses one that points outside it."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\x00" in name or ":" in name.partition("/")[0]:
        raise refusal(where, "Het archief bevat een pad dat erbuiten wijst: %(path)s.", path=name)
    return path.as_posix()


def _damaged(where: str, error: Exception) -> Exception:
    found = refusal(where, "Het archief is beschadigd of onvolledig.", "Maak het archief opnieuw.")
    found.__cause__ = error
    return found


def _zip(content: bytes, where: str, limits: Limits) -> Files:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            total = sum(one.file_size for one in entries)
            _within(len(entries), total, where, limits)
            _plausible(total, len(content), where, limits)
            if any(one.flag_bits & _ENCRYPTED for one in entries):
                raise refusal(where, "Het archief is met een wachtwoord beveiligd.", "Lever het zonder wachtwoord aan.")
            return _collected(((one.filename, archive.read(one)) for one in entries), where)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise _damaged(where, error) from error


def _collected(entries: Iterable[tuple[str, bytes]], where: str) -> Files:
    found: Files = {}
    for name, data in entries:
        path = _safe(name, where)
        if path in found:
            raise refusal(where, "Het archief bevat %(path)s meer dan eens.", path=path)
        found[path] = data
    return found


def _inflated(content: bytes, where: str, limits: Limits) -> bytes:
    """Return the bytes of a tar, inflated piece by piece so that a swelling archive stops early."""
    if content.startswith(_XZ):
        return _inflated_xz(content, where, limits)
    if not content.startswith(_GZIP):
        return content
    stream = gzip.GzipFile(fileobj=io.BytesIO(content))
    return _limited(iter(lambda: stream.read(_CHUNK), b""), len(content), where, limits)


def _inflated_xz(content: bytes, where: str, limits: Limits) -> bytes:
    def pieces() -> Iterable[bytes]:
        decoder = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
        piece = decoder.decompress(content, max_length=_CHUNK)
        while piece or not decoder.eof:
            yield piece
            if decoder.eof:
                return
            if decoder.needs_input:
                raise EOFError
            piece = decoder.decompress(b"", max_length=_CHUNK)

    return _limited(pieces(), len(content), where, limits)


def _limited(pieces: Iterable[bytes], packed: int, where: str, limits: Limits) -> bytes:
    found = bytearray()
    try:
        for piece in pieces:
            found += piece
            _within(0, len(found), where, limits)
            _plausible(len(found), packed, where, limits)
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        raise _damaged(where, error) from error
    return bytes(found)


def _tar(content: bytes, where: str, limits: Limits) -> Files:
    def entries(archive: tarfile.TarFile) -> Iterable[tuple[str, bytes]]:
        total = 0
        for number, entry in enumerate(archive, start=1):
            total += entry.size
            _within(number, total, where, limits)
            if entry.isdir():
                _safe(entry.name, where)
                continue
            if not entry.isreg():
                raise refusal(where, "Het archief bevat een koppeling of apparaat: %(path)s.", path=entry.name)
            taken = archive.extractfile(entry)
            if taken is not None:
                yield entry.name, taken.read()

    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
            return _collected(entries(archive), where)
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise _damaged(where, error) from error
