"""The uses of every board that shares, as JSON: a page at a time by cursor, or all of them as a file."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.exports.use_files import UseFormat, use_file
from api.quick import Quick
from api.sector_uses import AskedDep, FilterDep, links
from swc.dependency.uses.queries import open_page
from swc.dependency.uses.schemas import SectorUseList
from swc.dependency.uses.store import Lines

router = APIRouter(prefix="/api/v1/sector", tags=["Sector"])


@router.get("/uses", summary="De applicaties van alle besturen die delen", response_model=SectorUseList)
async def list_uses(asked: AskedDep, request: Request) -> Response:
    """Return one page, in the order of board and id; the header `Link` leads on."""
    lines: Lines = request.app.state.lines
    page = await Quick(request).read(
        lambda session, act: open_page(lines, session, asked.filter, asked.at, limit=asked.limit, by=act),
        light=asked.filter.walks,
    )
    found = links(request.url.path, request.query_params.multi_items(), asked.filter, page)
    link = ", ".join(f'<{address}>; rel="{name}"' for name, address in found.items())
    return Response(page.json, media_type="application/json", headers={"Link": link, "Cache-Control": "no-store"})


@router.get("/uses.{extension}", include_in_schema=False)
async def read_file(extension: UseFormat, narrowed: FilterDep, request: Request) -> Response:
    """Return everything that the filter asks for, as a stream."""
    return await use_file(Quick(request), narrowed, extension)
