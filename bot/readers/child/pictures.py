"""Photos, scans and screenshots: the codes on them, and what OCR reads off them."""

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.conversation.certificates.pages import Page
from bot.readers.child.codes import codes_on
from bot.readers.child.documents import Document, file_read, recogniser
from bot.readers.child.file import File, UnreadableError
from bot.readers.results import FileRead

_SIDE = 2_600
"""Pixels of its longer side, as it is looked at."""
_FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}


def read(file: File) -> FileRead:
    """Raises UnreadableError."""
    return file_read(file, document(file))


def document(file: File) -> Document:
    """What is written on it. Raises UnreadableError."""
    picture = _opened(file)
    codes = codes_on(picture, 1)
    recognise = recogniser()
    lines = () if recognise is None else tuple(recognise(picture))
    return Document((Page(1, lines, recognised=True),), codes, unread=recognise is None)


def _opened(file: File) -> Image.Image:
    """A picture as it is meant to be seen, in colours, on white, and no larger than it has to be.
    Its size is looked at before any of it is decoded.
    """
    Image.MAX_IMAGE_PIXELS = None  # the limit is ours, and JPEG is decoded smaller
    try:
        with Image.open(file.path, formats=[_FORMATS[file.kind]]) as picture:
            picture.draft("RGB", (_SIDE, _SIDE))
            if picture.width * picture.height > file.limits.pixels:
                raise UnreadableError("too_large")
            picture.load()
            turned = ImageOps.exif_transpose(picture)
            turned.thumbnail((_SIDE, _SIDE))
            return _on_white(turned)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise UnreadableError("broken") from None


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16") or picture.mode == "I":
        return picture.convert("I").point(lambda value: value / 256).convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")
