"""What a question may call an entry by."""

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.nouns import EXAMPLES, Nouns, nouns_of
from tests.tables import for_each


@for_each(("title", "written", "topic", "kind"), EXAMPLES)
def test_a_title_names_its_topic_and_its_kind(
    title: str, written: str, topic: str, kind: str
) -> None:
    assert nouns_of(title, written) == Nouns(topic, kind)


@given(st.text(max_size=130), st.text(max_size=300))
def test_any_title_can_be_asked(title: str, written: str) -> None:
    found = nouns_of(title, written)
    assert len(found.topic) <= 40
    assert "\n" not in found.topic


@given(st.sampled_from(EXAMPLES), st.text(max_size=20), st.text(max_size=20))
def test_a_topic_is_spelt_in_words_that_the_member_wrote(
    example: tuple[str, str, str, str], before: str, after: str
) -> None:
    title = example[0]
    found = nouns_of(title, f"{before} {title} {after}")
    assert found.topic.casefold() in title.casefold()
