"""What the installed token may do: the scopes that the manifest asks for, less those that the
workspace never granted, as after an install from an older manifest.

Source: https://docs.slack.dev/authentication/installing-with-oauth (scopes are granted when the
app is installed; those that are asked for later come with the next install).
"""

from __future__ import annotations

from sandbox.manifest import Manifest


class Scopes:
    """The token's scopes, as they are now."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._missing: set[str] = set()

    @property
    def granted(self) -> list[str]:
        """The scopes that the token has, in order; none are listed for an app without a
        manifest, which has all."""
        return sorted((self._manifest.scopes or frozenset()) - self._missing)

    def grants(self, scope: str) -> bool:
        """Whether the token has this scope."""
        return scope not in self._missing and self._manifest.grants(scope)

    def take_away(self, *scopes: str) -> None:
        """From now on the token lacks these."""
        self._missing.update(scopes)

    def give_back(self, *scopes: str) -> None:
        """The token has these again, if the manifest asks for them."""
        self._missing.difference_update(scopes)
