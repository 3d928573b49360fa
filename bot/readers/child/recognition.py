"""OCR by RapidOCR, whose models are in its package. Needs the extra "ocr"."""

from collections.abc import Sequence

from PIL.Image import Image
from rapidocr import RapidOCR

from bot.conversation.certificates.pages import Line
from bot.readers.child.documents import Recogniser
from bot.readers.child.lines import cleaned, in_reading_order


def recogniser() -> Recogniser:
    """Raises what RapidOCR raises where a model is missing: this process cannot fetch any."""
    engine = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def recognised(picture: Image) -> Sequence[Line]:
        found = engine(picture.convert("RGB"))
        boxes, texts = getattr(found, "boxes", None), getattr(found, "txts", None)
        if boxes is None or texts is None:
            return ()
        lines = []
        for corners, text in zip(boxes, texts, strict=True):
            across = [float(corner[0]) / picture.width for corner in corners]
            down = [float(corner[1]) / picture.height for corner in corners]
            if words := cleaned(text):
                lines.append(Line(words, (min(across), min(down), max(across), max(down))))
        return in_reading_order(lines)

    return recognised
