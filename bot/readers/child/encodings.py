"""Which encoding a text is in: by its byte-order mark, or the first of UTF-8, UTF-16 and Windows'
that it can be.
"""

import codecs
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1_048_576
_FEW = 0.02
"""The share of control characters up to which it is a text with a slip in it."""


def text_of(head: bytes, *, whole: bool) -> str | None:
    """The beginning of a file as text; None where it is none."""
    encoding = _begins_as(head)
    if encoding is None:
        return None
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(head, final=whole)
    controls = sum(1 for letter in text if letter < " " and letter not in "\t\n\r\f")
    return text if controls <= len(text) * _FEW else None


def encoding_of(path: Path) -> str:
    """The encoding of a whole file, read in parts."""
    with path.open("rb") as opened:
        first = opened.read(_CHUNK)
        encoding = _begins_as(first)
        if encoding not in (None, "utf-8"):
            return str(encoding)
        decoder = codecs.getincrementaldecoder("utf-8")("strict")
        part = first
        try:
            while part:
                decoder.decode(part)
                part = opened.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _begins_as(head: bytes) -> str | None:
    """Its encoding as far as its beginning says; None where it is no text."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        return _unmarked_utf_16(head)
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _unmarked_utf_16(head: bytes) -> str | None:
    """Latin letters in two bytes have every other one zero."""
    sample = head[:2_000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.05:
        return "utf-16-be"
    return None
