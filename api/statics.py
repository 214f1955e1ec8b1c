"""Static files: addressed with their content's hash, then kept by the browser for good."""

from __future__ import annotations

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope


class HashedFiles(StaticFiles):
    """Files of the package; an address with `v=<hash>` may be cached for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file, immutable where its address carries the hash."""
        answer = await super().get_response(path, scope)
        if b"v=" in scope.get("query_string", b""):
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer
