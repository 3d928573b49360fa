"""The words of a voice clip's transcript (WebVTT), without times and marks. Pure.

Source: https://www.w3.org/TR/webvtt1/
"""

import re
from html import unescape
from typing import Final

WORDS_MOST: Final = 40_000
"""Characters that are read."""

_CUE: Final = re.compile(r"(?:\d+:)?\d{2}:\d{2}\.\d{3}\s+-->\s")
_TAG: Final = re.compile(r"<[^<>]{0,200}>")
_ASIDES: Final = ("NOTE", "STYLE", "REGION")


def words_in(transcript: str) -> str:
    """What was said, in one line; empty where it is no transcript, or nothing was said."""
    text = transcript.removeprefix("\ufeff")[: 2 * WORDS_MOST].replace("\r\n", "\n")
    if not text.startswith("WEBVTT"):
        return ""
    said: list[str] = []
    for block in re.split(r"\n[ \t]*\n", text)[1:]:
        lines = block.strip().split("\n")
        at = next((n for n, line in enumerate(lines) if _CUE.match(line)), None)
        if at is None or lines[0].startswith(_ASIDES):
            continue
        said += (unescape(_TAG.sub("", line)) for line in lines[at + 1 :])
    return " ".join(" ".join(said).split())[:WORDS_MOST]
