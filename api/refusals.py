"""The refusals that only the edge knows: of questions in SPARQL and of files to hand out."""

from __future__ import annotations

from vocab.errors import DomainError


class QueryRefusedError(DomainError):
    """The query itself is not acceptable."""

    code = "vraag-geweigerd"


class QueryTooSlowError(DomainError):
    """The query did not end within the time limit, and was stopped."""

    code = "vraag-te-traag"


class QueryTooLargeError(DomainError):
    """The answer passed the limit on rows, size or memory."""

    code = "antwoord-te-groot"


class QueryBusyError(DomainError):
    """Others' queries took all the time there was; `retry_after` says after how many seconds to come back."""

    code = "te-druk"

    def __init__(self, message: str, *, remedy: str = "", retry_after: int = 1, **params: object) -> None:
        super().__init__(message, remedy=remedy)
        self.params = {**params, "retry_after": retry_after}
        self.retry_after = retry_after


class QueryBudgetError(QueryBusyError):
    """The caller used more seconds of evaluation than it gets."""

    code = "rekentijd-op"


class QueryLoadingError(QueryBusyError):
    """What is asked about is not in memory yet; it is being loaded, also when nobody waits for it."""

    code = "wordt-geladen"


class StoreUnavailableError(DomainError):
    """The server elsewhere that answers questions on the sector does not, or may not be used yet."""

    code = "sparql-server"


class PdfUnavailableError(DomainError):
    """This installation lacks the optional package that makes PDF."""

    code = "pdf-niet-beschikbaar"


class PdfBusyError(DomainError):
    """Others' documents took all the turns there were."""

    code = "pdf-te-druk"
