"""Where the real model files lie that may not ship; tests that need them skip with one clear line elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"


def shared(*parts: str) -> Path:
    """Return the path of a shared data file, or skip the test where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the shared data file {'/'.join(parts)} is not on this machine")
    return path
