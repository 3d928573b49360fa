"""What a certificate says is facts: whatever a reader returns, no stage is touched."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.captions import announces_a_file, caption, meant_for
from bot.conversation.certificates.certificate import Certificate, Found, Place
from bot.conversation.transcripts import words_in
from bot.policy.vocabulary import STAGES
from bot.services.evidence.documents import PART_MOST, parts_of
from bot.services.evidence.facts import columns_of, missing_in
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
