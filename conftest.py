"""What the bot's tests and the sandbox's share: no network beyond us, and no deadlines."""

import pytest
from pytest_socket import socket_allow_hosts

from tests.properties import load_profile

load_profile()


def pytest_configure(config: pytest.Config) -> None:
    """Keeps pytest-alembic from collecting by itself, which fails on pytest 9; its standard tests
    are called in `tests/storage/test_migrations.py`.
    """
    config.option.pytest_alembic_tests_path = "nowhere"


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup() -> None:
    """Only this machine can be reached."""
    # By address: a name would be looked up anew for each test.
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
