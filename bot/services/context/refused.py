"""What a person may be refused, as one typed error; `bot.ui.kit.sentences` has the words."""

from typing import Any


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """Something that cannot be done, and the name of the sentence that says what to do instead.

    Nothing was changed. `values` are plain values for the sentence, never a member's words.
    """

    def __init__(self, sentence: str, **values: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values
