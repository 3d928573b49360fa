"""What was read off a picture is told as such, wherever it is told first."""

from bot.conversation.certificates.certificate import Certificate, Found, Place
from bot.services.evidence.keeping import Keeping, draft_of, is_recognised, keep_for
from bot.services.evidence.results import FileResult
from bot.services.record.card_view import card_view
from bot.services.record.entries import Source, begin_anyhow
from bot.services.record.file_requests import Purpose
from bot.ui.evidence.notices import kept
from bot.ui.record.card import card
from tests.services.harness import ServiceHarness

TWICE = "so look twice"


def found(*, recognised: bool) -> FileResult:
    certificate = Certificate(title=Found("Abrasive wheels", Place(1, 1)))
    plain = FileResult(
        Purpose(),
        name="photo.jpg",
        sha256="a" * 64,
        size=7,
        media_type="image/jpeg",
        kind="jpeg",
        facts=certificate.plain(),
        recognised=recognised,
    ).plain()
    return FileResult.of_plain(plain)


def test_a_draft_of_a_picture_says_so_on_its_card(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        for recognised in (True, False):
            file = found(recognised=recognised).file
            assert is_recognised(file) == recognised
            entry = draft_of(ctx, file, Keeping(f"key:{recognised}"))
            assert (TWICE in str(card(card_view(ctx, entry)).blocks)) == recognised


def test_evidence_of_a_picture_says_so_once_it_is_kept(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        entry = begin_anyhow(ctx, Source("key:1", "abrasive wheels"))
        after = keep_for(ctx, entry, [found(recognised=True).file], Keeping("key:2"))
        assert after.title
        values = {"hashes": ["a" * 64], "recognised": True, "turn": "t"}
        shown = kept(after, values, ["photo.jpg"], stands=True)
        assert TWICE in str(shown.blocks)
        assert TWICE not in str(kept(after, {**values, "recognised": False}, stands=True).blocks)
