"""How the server tells what it does: in colours to whoever watches a terminal, as JSON to anything else."""

from __future__ import annotations

from typing import TextIO

import structlog


def log_for(stream: TextIO) -> None:
    """Write each line of the log to a stream; one that is no terminal gets a JSON object per line (moments in UTC).

    Whatever gathers logs reads the fields without guessing, and laying them out for the eye takes longer than a small
    answer over SPARQL does.
    """
    if stream.isatty():
        return
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
