"""Pages of a list: one-based page and page size, with the links that RFC 8288 asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import Response

Item = TypeVar("Item")

DEFAULT_SIZE = 50
MAX_SIZE = 500


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is asked for."""

    page: int = 1
    size: int = DEFAULT_SIZE

    @property
    def offset(self) -> int:
        """Return how many items come before."""
        return (self.page - 1) * self.size

    def cut(self, items: Sequence[Item]) -> Sequence[Item]:
        """Return the part of a list that is wholly in memory."""
        return items[self.offset : self.offset + self.size]


def _window(
    page: Annotated[int, Query(ge=1, le=100_000, description="Paginanummer, vanaf 1")] = 1,
    page_size: Annotated[
        int, Query(alias="pageSize", ge=1, le=MAX_SIZE, description="Aantal per pagina")
    ] = DEFAULT_SIZE,
) -> Window:
    return Window(page, page_size)


WindowDep = Annotated[Window, Depends(_window)]


@dataclass(frozen=True, slots=True)
class Paging(Generic[Item]):
    """One page of a list with the way to its neighbours; the address keeps every other query parameter."""

    items: Sequence[Item]
    total: int
    window: Window
    path: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def page(self) -> int:
        """Return the number of this page."""
        return self.window.page

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // self.window.size))

    def link(self, page: int) -> str:
        """Return the address of another page of the same list."""
        kept = [(key, value) for key, value in self.query if key not in ("page", "pageSize")]
        kept.append(("page", str(page)))
        if self.window.size != DEFAULT_SIZE:
            kept.append(("pageSize", str(self.window.size)))
        return f"{self.path}?{urlencode(kept)}"

    def link_header(self) -> str:
        """Return the RFC 8288 Link header: first, prev, next and last."""
        wanted = [("first", 1), ("last", self.pages)]
        if self.page > 1:
            wanted.insert(1, ("prev", self.page - 1))
        if self.page < self.pages:
            wanted.insert(-1, ("next", self.page + 1))
        return ", ".join(f'<{self.link(page)}>; rel="{name}"' for name, page in wanted)

    def tell(self, response: Response) -> dict[str, Any]:
        """Set the Link header on a JSON answer and return its body: items with page, page size and total."""
        response.headers["Link"] = self.link_header()
        return {"items": list(self.items), "page": self.page, "pageSize": self.window.size, "total": self.total}


def paging(request: Request, window: Window, items: Sequence[Item], total: int) -> Paging[Item]:
    """Return one page of a list as it was asked for."""
    return Paging(items, total, window, request.url.path, tuple(request.query_params.multi_items()))
