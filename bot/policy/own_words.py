"""What counts as words of somebody's own. Which fields are read, and why, is `entry_tests`'s."""


def has_words(text: str) -> bool:
    """Whether anything was said: an emoji, a dash or invisible characters alone are no line."""
    return any(character.isalnum() for character in text)


def word_count(text: str) -> int:
    """Words as a reader counts them: runs between spaces that hold a letter or a digit."""
    return sum(1 for word in text.split() if has_words(word))
