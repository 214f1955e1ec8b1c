"""The SPARQL 1.1 Protocol for queries: from a request by GET, form or direct POST to a `Question`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.i18n import translate
from api.sparql.pool import Question

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

MAX_LENGTH = 16_384
"""The longest query text, in characters: that of the guard, whose parser this process has no need of."""

MAX_BODY = 256 * 1024
"""The largest body, in bytes: the longest query text with every byte of it escaped, and room for graph names."""

_MAX_PARAMETERS = 4_000
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_SCOPES = frozenset({"board", "bestuur", "boardNumber"})
"""What people try to choose a scope with; the address does that, and other parameters are left to clients."""
_OF_UPDATES = frozenset({"using-graph-uri", "using-named-graph-uri"})
"""The dataset of an update (section 2.2.3): passed over, a query would be answered from more than was asked."""

Pairs = Sequence[tuple[str, str]]


async def question_of(request: Request) -> Question | None:
    """Return what is asked, or nothing for a GET without a query; raises a 4xx for any other form.

    Section 2.1: GET with `query`, POST of a form, POST of the bare query; parameters in the address of a POST count
    too. Updates are refused (2.2).
    """
    in_address = _pairs(request.scope["query_string"])
    base = f"{request.app.state.settings.public_base_url}{request.url.path}"
    if request.method in ("GET", "HEAD"):
        return _question(in_address, base, required=False)
    media_type, charset = _content_type(request)
    if media_type == _UPDATE:
        _refuse_update()
    if media_type not in (_DIRECT, _FORM):
        raise HTTPException(
            415,
            translate("Stuur de vraag als %(direct)s of als formulier (%(form)s).", direct=_DIRECT, form=_FORM),
            headers={"Accept-Post": f"{_DIRECT}, {_FORM}"},
        )
    if charset not in ("", "utf-8"):
        raise HTTPException(415, translate("De vraag moet UTF-8 zijn."))
    body = await _body(request)
    in_body: Pairs = [("query", _text(body))] if media_type == _DIRECT else _pairs(body)
    return _question([*in_body, *in_address], base, required=True)


def _content_type(request: Request) -> tuple[str, str]:
    """Return the media type and the charset of the body, each empty when the request does not say."""
    media_type, *parameters = request.headers.get("content-type", "").lower().split(";")
    named = dict(one.strip().partition("=")[::2] for one in parameters)
    return media_type.strip(), named.get("charset", "").strip('" ')


async def _body(request: Request) -> bytes:
    """Return the body; one that is too long is not read to its end."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY:
            _refuse_length()
    return bytes(body)


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise HTTPException(400, translate("De vraag is geen geldige UTF-8.")) from None


def _pairs(raw: bytes) -> Pairs:
    """Return the parameters of an address or form, escaped as UTF-8 and nothing else."""
    try:
        return parse_qsl(_text(raw), keep_blank_values=True, errors="strict", max_num_fields=_MAX_PARAMETERS)
    except UnicodeDecodeError:
        raise HTTPException(400, translate("De vraag is geen geldige UTF-8.")) from None
    except ValueError:
        _refuse_length()


def _question(pairs: Pairs, base: str, *, required: bool) -> Question | None:
    """Return the one query that stands in the parameters, with the dataset that they name."""
    queries = [value for name, value in pairs if name == "query"]
    _check_others({name for name, _ in pairs}, bool(queries))
    if not queries and not required:
        return None
    if len(queries) != 1:
        raise HTTPException(400, translate("Geef precies één parameter `query`."))
    text = queries[0]
    if not text.strip():
        raise HTTPException(400, translate("De vraag is leeg."))
    if len(text) > MAX_LENGTH:
        _refuse_length()
    return Question(text, _graphs(pairs, "default-graph-uri"), _graphs(pairs, "named-graph-uri"), base)


def _check_others(names: set[str], asks: bool) -> None:  # noqa: FBT001 - one truth about the same request
    """Refuse what a client wrote for another purpose than asking here."""
    if "update" in names:
        if asks:
            raise HTTPException(400, translate("Geef een vraag (`query`) of een update (`update`), niet allebei."))
        _refuse_update()
    if names & _SCOPES:  # passed over, a question about a board would find nothing
        raise HTTPException(400, translate("Vraag over een bestuur op het adres /sparql/<nummer van het bestuur>."))
    if names & _OF_UPDATES:
        raise HTTPException(
            400,
            translate(
                "Noem grafen van een vraag met `default-graph-uri` en `named-graph-uri`; `using-…` is voor updates."
            ),
        )


def _graphs(pairs: Pairs, name: str) -> tuple[str, ...]:
    graphs = tuple(value for key, value in pairs if key == name)
    if not all(one.strip() for one in graphs):
        raise HTTPException(400, translate("De parameter `%(name)s` is leeg.", name=name))
    return graphs


def _refuse_update() -> NoReturn:
    raise HTTPException(
        403, translate("Updates zijn niet toegestaan: de catalogus verandert alleen via pagina's en API.")
    )


def _refuse_length() -> NoReturn:
    raise HTTPException(413, translate("De vraag is langer dan %(most)s tekens.", most=MAX_LENGTH))
