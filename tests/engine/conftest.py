"""A stage for each test of the engine."""

import pytest

from tests.engine.stage import Stage


@pytest.fixture
def stage(tmp_path):
    made = Stage(tmp_path / "data")
    yield made
    made.store.close()
