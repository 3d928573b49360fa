"""How many examples properties are tried with: fewer while somebody waits, all of them in CI.

The variable HYPOTHESIS_PROFILE chooses, as `.ci/run` does; failing examples are kept and tried
again first, in either.
"""

import os
from typing import Final

from hypothesis import HealthCheck, settings

USUAL: Final = 50
"""Examples in CI, where a test says nothing else."""

_SHARES: Final = {"ci": 1, "developer": 5}
"""By profile: the examples in CI for each one in it."""

_PROFILE: Final = os.environ.get("HYPOTHESIS_PROFILE", "developer")


def load_profile() -> None:
    """Loads the profile that the environment names. Raises KeyError where there is none such.

    How fast a machine is just now says nothing about the properties.
    """
    settings.register_profile(
        _PROFILE,
        max_examples=examples(USUAL),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile(_PROFILE)


def examples(in_ci: int) -> int:
    """How many examples to try of a property that is tried with so many in CI."""
    return max(1, in_ci // _SHARES[_PROFILE])
