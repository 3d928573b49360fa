"""Words in which the bot is asked whether it is a language model or uses one; the row is in
`nearest`.
"""

from typing import Final

_MODEL: Final = (
    r"(?:ai|artificial intelligence|chat ?gpt|gpt|open ?ai|copilot|llms?|language model|chatbot)"
)
_LEARNT: Final = r"(?:courses?|webinars?|training|talks?|sessions?|books?|learn\w*|count\w*|jobs?)"
"""What is asked of a course about AI is another question."""

_OF_THE_BOT: Final = r"(?:you|your|this|my|i|it|anything|words|data|stuff)"
_SOMEBODY: Final = rf"(?:an? |some |real |actual |live )*(?:person|human|computer|robot|{_MODEL})"

ASKS_OF_A_MODEL: Final = "|".join(
    (
        rf"^(?!.*\b{_LEARNT}\b)(?!(?:can|may|should|how do|how can) i\b)(?=.*\b{_OF_THE_BOT}\b)"
        rf".*\b{_MODEL}\b",
        rf"^(?:am i|are we) (?:\w+ )?(?:talking|speaking|writing|chatting) (?:to|with) "
        rf"{_SOMEBODY}\b",
        r"^(?:are you|is this) .*\b(?:(?:real|actual) (?:person|human)|or an? (?:person|human))\b",
        rf"^(?:is there|is|does) {_SOMEBODY} (?:behind|answering|reading|read|reads|see) "
        r"(?:this|it|me|my|what i)\b",
    )
)
"""A regular expression over `words_of`."""
