"""The refusals that the catalogue raises; the tree itself is shared with `fora` and lives in `vocab.errors`."""

from vocab.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    Problem,
    RuleRefusedError,
    UnauthenticatedError,
)

__all__ = [
    "ConflictError",
    "DomainError",
    "InvalidInputError",
    "NotAllowedError",
    "NotFoundError",
    "Problem",
    "RuleRefusedError",
    "UnauthenticatedError",
]
