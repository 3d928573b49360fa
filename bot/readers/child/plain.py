"""Plain text, YAML among it: handed back as it is, and read like any document."""

from dataclasses import replace

from bot.conversation.certificates.pages import Page
from bot.readers.child import encodings
from bot.readers.child.documents import Document, file_read
from bot.readers.child.file import File
from bot.readers.child.lines import plain_lines
from bot.readers.results import FileRead


def read(file: File) -> FileRead:
    """YAML is nobody's certificate."""
    most = file.limits.text
    with file.path.open(encoding=encodings.encoding_of(file.path), errors="replace") as opened:
        text = opened.read(most + 1)
    taken = text[:most].replace("\0", "")
    if file.kind == "yaml":
        whole = FileRead(file.kind, file.media_type, pages=1)
    else:
        whole = file_read(file, Document((Page(1, plain_lines([taken])),)))
    return replace(whole, text=taken, cut=len(text) > most)
