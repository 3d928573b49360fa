"""What the tests of reading files share."""

from pathlib import Path

import pytest

from tests.integration.readers.harness import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
