"""What goes wrong with the evidence store, told without a path, a name or a key."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

Reason = Literal["gone", "full", "refused", "unreachable"]

_SENTENCES: Final[dict[Reason, str]] = {
    "gone": "The evidence store is not where it was.",
    "full": "The evidence store has no room left.",
    "refused": "The evidence store does not let us in.",
    "unreachable": "The evidence store cannot be reached.",
}

_BY_ERRNO: Final[dict[int, Reason]] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "refused",
    errno.EPERM: "refused",
    errno.EROFS: "refused",
    errno.ENOENT: "gone",
    errno.ENOTDIR: "gone",
    errno.EEXIST: "gone",
    errno.EIO: "gone",
    errno.ESTALE: "gone",
}
_BY_NAME: Final[dict[str, Reason]] = {
    "PermissionDeniedError": "refused",
    "UnauthenticatedError": "refused",
    "PermissionError": "refused",
    "FileNotFoundError": "gone",
    "NotFoundError": "gone",
}

# The library tells in words alone what the system, or a server, had said.
_OS_ERROR: Final = re.compile(r"\(os error (\d+)\)")
_STATUS: Final = re.compile(r"\b(?:status|response)\W{0,3}(?:code\W{0,3})?(\d{3})\b", re.IGNORECASE)
_BY_STATUS: Final[dict[int, Reason]] = {401: "refused", 403: "refused", 404: "gone", 507: "full"}


class EvidenceUnavailable(Exception):  # noqa: N818 - named after what it says, not what it is
    """The store cannot do it now, and may later; `reason` says why, in one word."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason = reason


class NotKept(Exception):  # noqa: N818 - as above
    """The store is there, and does not hold these bytes."""

    def __init__(self) -> None:
        super().__init__("The evidence store does not hold that file.")


@contextmanager
def translated() -> Iterator[None]:
    """Turns the library's errors, which quote paths and keys, into ours, which hold none."""
    try:
        yield
    except (EvidenceUnavailable, NotKept):
        raise
    except Exception as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise EvidenceUnavailable(reason) from None


def _reason(error: Exception) -> Reason | None:
    """Why, in one word; None for what is a mistake of ours."""
    if isinstance(error, OSError) and error.errno in _BY_ERRNO:
        return _BY_ERRNO[error.errno]
    theirs = isinstance(error, OSError) or type(error).__module__.startswith("obstore")
    if not theirs:
        return None
    words = str(error)
    if (found := _OS_ERROR.search(words)) and int(found[1]) in _BY_ERRNO:
        return _BY_ERRNO[int(found[1])]
    if (found := _STATUS.search(words)) and int(found[1]) in _BY_STATUS:
        return _BY_STATUS[int(found[1])]
    return _BY_NAME.get(type(error).__name__, "unreachable")
