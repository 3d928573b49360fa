"""The error for an answer that is not taken, and the codes of its reasons."""

from typing import Final, Literal, get_args

Reason = Literal[
    "shape", "empty", "length", "sentences", "no_question", "own_words", "number", "date", "link",
    "mention", "markup", "characters", "placeholder", "name", "identifier", "elements", "repeated",
    "praise", "advice", "assertion", "claim", "instruction", "abuse", "form", "span", "sense",
    "new_word", "lost_word", "negation", "unchanged", "account", "word_count",
]  # fmt: skip

REASONS: Final[tuple[Reason, ...]] = get_args(Reason)


class NoAnswer(Exception):  # noqa: N818 - it is an outcome, named as the callers speak of it
    """The model's answer is not taken. Holds a code and no word of the answer."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
