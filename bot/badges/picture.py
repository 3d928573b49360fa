"""A badge's picture: a disc with a tick, drawn here, the same bytes each time."""

import io

from PIL import Image, ImageDraw

_SIDE, _FINE = 320, 3
_BLUE, _PALE, _WHITE = (31, 95, 139, 255), (199, 221, 236, 255), (255, 255, 255, 255)


def picture() -> bytes:
    """A PNG, drawn larger and made smaller so that its edges are smooth."""
    side = _SIDE * _FINE
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for inset, colour in ((0.02, _BLUE), (0.07, _PALE), (0.10, _BLUE)):
        edge = side * inset
        draw.ellipse((edge, edge, side - edge, side - edge), fill=colour)
    tick = [(side * x, side * y) for x, y in ((0.28, 0.52), (0.44, 0.67), (0.73, 0.35))]
    draw.line(tick, fill=_WHITE, width=round(side * 0.08), joint="curve")
    out = io.BytesIO()
    image.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()
