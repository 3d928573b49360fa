"""What a certificate says is facts: whatever a reader returns, no stage is touched."""

from contextlib import suppress
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.captions import announces_a_file, caption, meant_for
from bot.conversation.certificates.certificate import Certificate, Found, Place
from bot.conversation.transcripts import words_in
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.evidence.documents import PART_MOST, parts_of
from bot.services.evidence.facts import columns_of, missing_in
from bot.services.evidence.keeping import Keeping, draft_of, keep_for
from bot.services.record.evidence import File
from bot.services.record.incoming.held_words import choices_of, settle
from bot.services.record.incoming.interpretation import recent_of
from tests.services.harness import TODAY, ServiceHarness

_PLACE = Place(1)
_words = st.none() | st.text(max_size=300).map(lambda one: Found(one, _PLACE))
_days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(lambda d: Found(d, _PLACE))
_numbers = st.none() | st.integers(-(10**9), 10**9).map(lambda one: Found(one, _PLACE))
CERTIFICATES = st.builds(
    Certificate,
    title=_words,
    person=_words,
    day=_days,
    start=_days,
    end=_days,
    minutes=_numbers,
    between=_numbers,
    provider=_words,
    expiry=_days,
)


@given(CERTIFICATES)
def test_no_stage_is_ever_among_what_a_certificate_tells(certificate: Certificate) -> None:
    told = columns_of(certificate, TODAY)
    assert not told.keys() & set(STAGES)
    assert told.get("end_date", TODAY) <= TODAY
    assert told.get("start_date", TODAY) <= told.get("end_date", TODAY)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(CERTIFICATES, st.booleans()), min_size=1, max_size=3), st.data())
def test_no_stage_of_any_entry_is_touched_by_what_was_dropped(
    harness: ServiceHarness, dropped: list[tuple[Certificate, bool]], data: st.DataObject
) -> None:
    with harness.open() as ctx:
        for status in ("draft", "logged"):
            ctx.work.entries.add(
                ctx.member.id, status, ctx.now, source_key=None, title="Mine", evaluate="My words"
            )
        before = _stages(ctx)
        for number, (certificate, alone) in enumerate(dropped):
            sha256 = f"{number:064x}"
            file = File(sha256, 10, "application/pdf", "c.pdf", certificate.plain())
            keeping = Keeping(f"property:{number}")
            if alone:
                draft_of(ctx, file, keeping)
            else:
                keep_for(ctx, recent_of(ctx)[-1], [file], keeping)
            for held in ctx.work.held.all_of(ctx.member.id):
                choice = data.draw(st.sampled_from(sorted(choices_of(held.values).values())))
                with suppress(Refused):
                    settle(ctx, held.key, choice)
        after = _stages(ctx)
        assert {entry: after[entry] for entry in before} == before
        made = [words for entry, words in after.items() if entry not in before]
        assert not any(any(words) for words in made)


def _stages(ctx: MemberContext) -> dict[int, tuple[str | None, ...]]:
    return {
        one.id: tuple(getattr(one, stage) for stage in STAGES)
        for one in ctx.work.entries.recent(ctx.member.id, 50)
    }


def test_what_the_member_said_stands(harness: ServiceHarness) -> None:
    certificate = Certificate(title=Found("Other", _PLACE), minutes=Found(600, _PLACE))
    with harness.open() as ctx:
        draft = ctx.work.entries.add(
            ctx.member.id, "draft", ctx.now, source_key=None, title="Mine", minutes=60
        )
        assert draft is not None
        assert missing_in(draft, columns_of(certificate, ctx.today)) == {}


@given(st.text(max_size=200))
def test_captions_are_total(text: str) -> None:
    caption(text)
    announces_a_file(text)
    meant_for(text)
    words_in(text)


def test_captions_and_messages_are_told_apart() -> None:
    assert caption("Here's my certificate") is not None
    assert caption("see attached, thanks") is not None
    assert (found := caption("cert for the webinar")) is not None
    assert found.about == "webinar"
    for message in ("learnt to prove dead", "2h course at Bosch yesterday", "I use it daily"):
        assert caption(message) is None
    assert announces_a_file("here is my certificate")
    assert not announces_a_file("here is what I learnt: check the pads")


@given(st.text(alphabet="ab\n", max_size=9000))
def test_a_document_in_parts_is_the_document(text: str) -> None:
    parts = parts_of(text)
    if parts is not None:
        assert "\n".join(parts) == "\n".join(text.splitlines())
        assert all(len(part) <= PART_MOST for part in parts)


def test_the_words_of_a_transcript_are_those_that_were_said() -> None:
    vtt = "WEBVTT\n\nNOTE x\n\n1\n00:00.000 --> 00:02.000\n<v Ana>2h course &amp; test\n"
    assert words_in(vtt) == "2h course & test"
    assert words_in("<html>") == ""
