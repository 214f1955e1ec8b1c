"""The SPARQL 1.1 Protocol for queries: from a request by GET, form or direct POST to a `Question`."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.sparql.pool import Question

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_SCOPES = frozenset({"board", "bestuur", "boardNumber"})
"""What people try to choose a scope with; the address does that, and other parameters are left to clients."""


async def question_of(request: Request) -> Question | None:
    """Return what is asked, or nothing for a GET without a query; raises a 4xx for any other form.

    Section 2.1: GET with `query`, POST of a form, POST of the bare query. Updates are refused (2.2).
    """
    if request.method == "GET":
        return _from_pairs(request.query_params.multi_items(), required=False)
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type == _DIRECT:
        pairs = [pair for pair in request.query_params.multi_items() if pair[0] != "query"]
        return _from_pairs([("query", await _utf8(request)), *pairs], required=True)
    if media_type == _FORM:
        form = await request.form()
        pairs = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
        return _from_pairs(pairs, required=True)
    if media_type == _UPDATE:
        raise HTTPException(403, "Updates zijn niet toegestaan: de catalogus verandert alleen via pagina's en API.")
    raise HTTPException(415, f"Stuur de vraag als {_DIRECT} of als formulier ({_FORM}).")


async def _utf8(request: Request) -> str:
    charset = request.headers.get("content-type", "").lower().partition("charset=")[2].strip('" ')
    if charset not in ("", "utf-8"):
        raise HTTPException(415, "De vraag moet UTF-8 zijn.")
    try:
        return (await request.body()).decode()
    except UnicodeDecodeError:
        raise HTTPException(400, "De vraag is geen geldige UTF-8.") from None


def _from_pairs(pairs: list[tuple[str, str]], *, required: bool) -> Question | None:
    if any(name == "update" for name, _ in pairs):
        raise HTTPException(403, "Updates zijn niet toegestaan: de catalogus verandert alleen via pagina's en API.")
    if any(name in _SCOPES for name, _ in pairs):  # passed over, a question about a board would find nothing
        raise HTTPException(400, "Vraag over een bestuur op het adres /sparql/<nummer van het bestuur>.")
    queries = [value for name, value in pairs if name == "query"]
    if not queries and not required:
        return None
    if len(queries) != 1:
        raise HTTPException(400, "Geef precies één parameter `query`.")
    return Question(
        text=queries[0],
        default_graphs=tuple(value for name, value in pairs if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in pairs if name == "named-graph-uri"),
    )
