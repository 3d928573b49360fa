"""The words of the calendar: months and weekdays with their short forms and common slips."""

_MONTHS = (
    "january|janurary|januray|jan",
    "february|febuary|feburary|febrary|feb",
    "march|mar",
    "april|apr",
    "may",
    "june|jun",
    "july|jul",
    "august|aug",
    "september|septembre|setember|sept|sep",
    "october|octber|oct",
    "november|novemeber|novmber|novembre|nov",
    "december|decemeber|decmber|dec",
)
_WEEKDAYS = (
    "monday|munday|moday|mon",
    "tuesday|teusday|tuseday|tusday|tuesdy|tues|tue",
    "wednesday|wensday|wednsday|wendsday|wednesdy|wedensday|weds|wed",
    "thursday|thrusday|thursdy|thurday|thursay|thurs|thur|thu",
    "friday|firday|fridy|frday|fri",
    "saturday|saterday|satuday|sat",
    "sunday|sun",
)

MONTH = "(?:" + "|".join(_MONTHS) + r")(?![\w'])\.?"
WEEKDAY = "(?:" + "|".join(_WEEKDAYS) + r")(?:'?s)?(?!\w)\.?"

YESTERDAY = (
    "(?:yesterday|yesturday|yestarday|yeserday|yesteday|yesterdy|yestrday|yestday|ystrday|ystday"
    "|yesterady|yestersay|yestaday|yesty|ysty|yest|y'?day|y'?dy)"
)
TODAY = "(?:today|tdy|tday|todya|tody)"
TOMORROW = (
    "(?:tomorrow|tommorow|tomorow|tommorrow|tomorro|tommorro|tmrw|tmr|tmro|tomoz|2moro|2morrow)"
)

_MONTH_NUMBER = {word: n for n, words in enumerate(_MONTHS, start=1) for word in words.split("|")}
_WEEKDAY_NUMBER = {word: n for n, words in enumerate(_WEEKDAYS) for word in words.split("|")}


def month_number(word: str) -> int:
    """1 to 12 for a match of `MONTH`."""
    return _MONTH_NUMBER[word.rstrip(".")]


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a match of `WEEKDAY`, "tues" and "Friday's" among them."""
    word = word.rstrip(".").removesuffix("'s")
    return _WEEKDAY_NUMBER[word if word in _WEEKDAY_NUMBER else word.removesuffix("s")]


def is_every(word: str) -> bool:
    """Whether a match of `WEEKDAY` is a plural ("Fridays"), which names no one day."""
    word = word.rstrip(".")
    return word not in _WEEKDAY_NUMBER and not word.endswith("'s")
