"""What a child process may use of a machine."""

from typing import Protocol


class Bounds(Protocol):
    """`seconds` from its start to its end, `memory` in resident bytes, `output` in bytes that it
    answers, `written` in bytes of one file that it writes.
    """

    @property
    def seconds(self) -> float: ...
    @property
    def memory(self) -> int: ...
    @property
    def output(self) -> int: ...
    @property
    def written(self) -> int: ...
