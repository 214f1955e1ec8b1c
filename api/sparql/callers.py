"""Who pays for a question: the person or key that asks, else the address that the request came from.

The address is noted for the whole of a request, so that a question asked on a page or for a description of a thing is
paid by the same caller as one at the endpoint.
"""

from __future__ import annotations

from contextvars import ContextVar

from starlette.types import ASGIApp, Receive, Scope, Send

from api.sparql.pool import Caller
from swc.access.kinds import Act

_address: ContextVar[str] = ContextVar("address", default="")


class AddressMiddleware:
    """Notes where a request comes from, as the server in front of the application tells it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the request with its address noted."""
        client = scope.get("client")
        token = _address.set(client[0] if client else "")
        try:
            await self.app(scope, receive, send)
        finally:
            _address.reset(token)


def caller_of(act: Act) -> Caller:
    """Return who pays; the product itself pays nothing, and who did not sign in cannot have committed anything."""
    actor = act.actor
    return Caller(actor.key or f"address:{_address.get()}", waits=not actor.anonymous, pays=not actor.system)
