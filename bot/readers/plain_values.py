"""What a child process has written, taken for what it is to be and nothing else."""

from pathlib import Path


def text_in(value: object) -> str:
    """A text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def written(path: Path) -> Path:
    """A file that is one, rather than a link to another of ours. Raises ValueError."""
    if path.is_symlink() or not path.is_file():
        raise ValueError("not written")
    return path
