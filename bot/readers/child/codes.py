"""QR and bar codes on a picture."""

import zxingcpp
from PIL.Image import Image

from bot.conversation.certificates.pages import Code
from bot.readers.child.lines import cleaned

_CODES_MOST = 20
_TEXT_MOST = 2_000
_FORMATS = zxingcpp.BarcodeFormats(
    [
        zxingcpp.BarcodeFormat.Aztec,
        zxingcpp.BarcodeFormat.Code128,
        zxingcpp.BarcodeFormat.Code39,
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.MicroQRCode,
        zxingcpp.BarcodeFormat.PDF417,
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.RMQRCode,
    ]
)
"""Those that certificates bear. Others are so plain that the lines of a table make them."""


def codes_on(picture: Image, page: int) -> tuple[Code, ...]:
    """What they hold, cleaned."""
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=_FORMATS)
    texts = dict.fromkeys(
        cleaned(code.text[:_TEXT_MOST]) for code in found[:_CODES_MOST] if code.valid
    )
    return tuple(Code(text, page) for text in texts if text)
