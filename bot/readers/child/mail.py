"""E-mails: subject and body. Attachments are named, and not looked into."""

import email
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

from bot.conversation.certificates.pages import Page
from bot.readers.child.documents import Document, file_read
from bot.readers.child.file import File, UnreadableError
from bot.readers.child.lines import cleaned, plain_lines
from bot.readers.results import FileRead

_ATTACHMENTS_MOST = 20
_NAME_MOST = 200
_BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "br", "dd", "div", "dt", "hr", "li", "p", "section"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "table", "td", "th", "tr"),
    }
)
_UNSEEN = frozenset(("head", "script", "style", "template", "title"))


def read(file: File) -> FileRead:
    """Raises UnreadableError."""
    with file.path.open("rb") as opened:
        message = email.message_from_binary_file(opened, policy=default)
    try:
        texts = [str(message.get("Subject", "")), _body(message, file.limits.text)]
        names = [part.get_filename("") for part in message.iter_attachments()]
    except (MessageError, LookupError, ValueError, AttributeError, TypeError):
        raise UnreadableError("broken") from None
    whole = file_read(file, Document((Page(1, plain_lines(texts)),)))
    attachments = tuple(filter(None, (cleaned(name)[:_NAME_MOST] for name in names)))
    return FileRead(
        whole.kind,
        whole.media_type,
        pages=whole.pages,
        unread=whole.unread,
        certificate=whole.certificate,
        attachments=attachments[:_ATTACHMENTS_MOST],
    )


def _body(message: EmailMessage, most: int) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    content = part.get_content()
    text = content if isinstance(content, str) else ""
    return _shown(text[: most * 5])[:most] if part.get_content_subtype() == "html" else text[:most]


def _shown(html: str) -> str:
    reader = _Shown()
    reader.feed(html)
    reader.close()
    return "".join(reader.found)


class _Shown(HTMLParser):
    """What a page of HTML says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in _BLOCKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        elif tag in _BLOCKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(" ".join(data.split()) + " ")
