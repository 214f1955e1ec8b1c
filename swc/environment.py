"""What a process that reads what strangers wrote gets to know of the environment of the server."""

from __future__ import annotations

import os
import re

_PASSED_ON = re.compile(r"PATH|HOME|TZ|TMPDIR|LANG|LANGUAGE|LC_\w+|LD_LIBRARY_PATH|PYTHON\w+")


def harmless() -> dict[str, str]:
    """Return where things are, and in which language and time zone; the rest may hold passwords and keys."""
    return {name: value for name, value in os.environ.items() if _PASSED_ON.fullmatch(name)}
