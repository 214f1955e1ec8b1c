"""Files that people hand in: read up to the limit of the settings, never further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from api.deps import SettingsDep
from swc.errors import InvalidInputError, Problem

_ENVELOPE = 64 * 1024


def file_field(description: str) -> dict[str, Any]:
    """Return how OpenAPI tells of a route that reads a file from the field `file`."""
    file = {"type": "string", "format": "binary", "description": description}
    schema = {"type": "object", "required": ["file"], "properties": {"file": file}}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


LIST: Final = "XLSX, ODS, XLS of CSV"
"""What OpenAPI says of a file with a list."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in; the name is only for showing."""

    name: str
    content: bytes


def _size_checked(request: Request, settings: SettingsDep) -> int:
    """Refuse a request that announces more than the limit before its body is read; return the limit in bytes."""
    announced = request.headers.get("content-length", "0")
    if announced.isdigit() and int(announced) > settings.upload_limit + _ENVELOPE:
        raise _too_large(settings.upload_limit_mb)
    return settings.upload_limit


UploadLimitDep = Annotated[int, Depends(_size_checked)]
"""The upload limit in bytes; name it before the form, so that a body that is too large is not read."""


def uploaded(
    form: FormData, field: str, limit: int, *, remedy: str = "XLSX, ODS, XLS en CSV worden gelezen."
) -> Upload:
    """Return the file in a field of a form; raises `InvalidInputError` when there is none or it is too large.

    `remedy` says in Dutch which files are read there.
    """
    found = form.get(field)
    if not isinstance(found, UploadFile) or not found.filename:
        raise InvalidInputError(
            "Er is geen bestand gekozen.",
            problems=(Problem(field, "Kies een bestand.", remedy),),
        )
    content = found.file.read(limit + 1)
    if len(content) > limit:
        raise _too_large(limit // (1024 * 1024))
    return Upload(found.filename.replace("\x00", "")[-200:], content)


def _too_large(limit: int) -> InvalidInputError:
    return InvalidInputError("Het bestand is groter dan %(limit)s MB.", remedy="Kies een kleiner bestand.", limit=limit)
