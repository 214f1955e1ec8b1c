"""One running application for every test of the protocol."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.sparql.protocol.serving import served


@pytest.fixture(scope="session")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Return where the application answers."""
    with served(tmp_path_factory.mktemp("suite")) as found:
        yield found
