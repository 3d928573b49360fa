"""How a command gives up, and settings and files that cannot be read. No command lives here."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings


class Failure(Exception):  # noqa: N818 - a sentence for whoever runs the command
    """The command cannot do it; the text is one line that says what to do."""


def read_settings() -> "Settings":
    """The settings. Raises Failure, which names the variable and never shows its value."""
    from pydantic import ValidationError  # noqa: PLC0415 - see `bot.cli`
    from pydantic_settings import SettingsError  # noqa: PLC0415

    from bot.settings import Settings  # noqa: PLC0415

    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False, include_context=False)
        told = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in wrong)
        raise Failure(f"{told}. Put it right in the environment or in .env.") from None
    except SettingsError:
        raise Failure("a setting in the environment or in .env cannot be read.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f".env cannot be read ({type(error).__name__}).") from None


def read_bytes(file: Path, most: int) -> bytes:
    """A file's bytes, of one that has more than `most` as many as tell that. Raises Failure."""
    try:
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise Failure(
            f"{file} cannot be read ({error.strerror or type(error).__name__})."
        ) from None
