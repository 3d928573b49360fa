"""A page as a phone, a scanner or a screenshot has it: turned, lit from one side, noisy, packed."""

import io
import random
from dataclasses import dataclass
from typing import Final, Literal

import pypdfium2
from fpdf import FPDF
from PIL import Image, ImageChops, ImageFilter

from evaluation.certificates.drawing import MADE

UPSIDE_DOWN: Final = 3
ON_ITS_SIDE: Final = 6
"""Values of EXIF's Orientation (tag 0x0112): what is stored is to be turned by 180, or by 90."""
ORIENTATION: Final = 0x0112


@dataclass(frozen=True, slots=True)
class Photo:
    """How the first page is taken.

    `width` is the paper's in pixels, `turned` in degrees against the clock, `margin` how much of
    the desk is seen around the paper (of its width), `noise` and `shade` from 0 to 1, `lean` how
    much narrower the paper is at the top (of its width), `orientation` EXIF's, stored turned.
    `kind` is the file's suffix; "pdf" is a scan: a picture on a page, without a letter of text.
    """

    kind: Literal["jpg", "png", "pdf"] = "jpg"
    width: int = 1000
    turned: float = 0
    margin: float = 0
    noise: float = 0
    blur: float = 0
    shade: float = 0
    lean: float = 0
    grey: bool = False
    desk: str = "#6b5a48"
    quality: int = 50
    orientation: int | None = None


def photograph(document: bytes, how: Photo, seed: str) -> bytes:
    """The picture's file. The noise depends on the seed alone."""
    page = pypdfium2.PdfDocument(document)[0]
    scale = how.width / page.get_width()
    picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    picture = _lying(picture, how)
    if how.shade:
        light = Image.linear_gradient("L").rotate(90).resize(picture.size)
        light = light.point([round(255 - how.shade * value) for value in range(256)])
        picture = ImageChops.multiply(picture, Image.merge("RGB", [light] * 3))
    if how.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(how.blur))
    if how.noise:
        picture = _noisy(picture, how.noise, seed)
    if how.grey:
        picture = picture.convert("L")
    return _packed(picture, how)


def _lying(paper: Image.Image, how: Photo) -> Image.Image:
    edge = round(how.margin * paper.width)
    size = (paper.width + 2 * edge, paper.height + 2 * edge)
    ground = Image.new("RGB", size, how.desk)
    ground.paste(paper, (edge, edge))
    if how.lean:
        away = how.lean * paper.width
        ground = ground.transform(
            size,
            Image.Transform.QUAD,
            (-away, 0, 0, size[1], size[0], size[1], size[0] + away, 0),
            Image.Resampling.BICUBIC,
            fillcolor=how.desk,
        )
    if how.turned:
        ground = ground.rotate(
            how.turned, Image.Resampling.BICUBIC, expand=False, fillcolor=how.desk
        )
    return ground


def _noisy(picture: Image.Image, strength: float, seed: str) -> Image.Image:
    # A grain is three by two pixels, as a phone's own smoothing leaves it.
    size = (picture.width // 3 + 1, picture.height // 2 + 1)
    grain = Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))  # noqa: S311
    grain = grain.resize(picture.size, Image.Resampling.BILINEAR)
    return Image.blend(picture, Image.merge("RGB", [grain] * 3), strength)


def _packed(picture: Image.Image, how: Photo) -> bytes:
    packed = io.BytesIO()
    if how.kind == "png":
        picture.quantize(32).save(packed, "PNG", optimize=True)
        return packed.getvalue()
    exif = Image.Exif()
    if how.orientation:
        back = Image.Transpose.ROTATE_90
        picture = picture.transpose(
            back if how.orientation == ON_ITS_SIDE else Image.Transpose.ROTATE_180
        )
        exif[ORIENTATION] = how.orientation
    picture.save(packed, "JPEG", quality=how.quality, optimize=True, exif=exif)
    if how.kind == "jpg":
        return packed.getvalue()
    scan = FPDF("portrait", "mm", (210, 210 * picture.height / picture.width))
    scan.set_creation_date(MADE)
    scan.set_auto_page_break(auto=False)
    scan.add_page()
    scan.image(packed, 0, 0, 210)
    return bytes(scan.output())
