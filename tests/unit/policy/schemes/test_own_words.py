"""How many words of a member's own an account holds."""

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.schemes.word_count import own_words
from tests.tables import for_each


@for_each(
    ("evaluate", "reflect", "title", "count"),
    [
        (None, None, None, 0),
        ("", "  ", "HV course", 0),
        ("prove dead first", None, "HV course", 3),
        ("prove dead, prove dead, PROVE DEAD", None, None, 2),
        ("prove dead", "before the pack", None, 5),
        ("prove dead", "prove dead", None, 2),
        ("the HV course", None, "HV course", 1),
        ("a b c d e", None, None, 0),
        ("I use it on a van", None, None, 4),
        ("wait 5 minutes", None, None, 3),
        ("don't don’t", None, None, 1),
        ("re-check dead/isolated", None, None, 3),
        ("👍 - ... !!", None, None, 0),
        ("1.5 mm gap", None, None, 3),
        ("जाँच करना सीखा", None, None, 3),
        ("先断开低压电池", None, None, 7),
        ("绝缘绝缘绝缘", None, None, 2),
        ("高压隔离很重要", None, "高压隔离", 3),
    ],
)
def test_each_different_word_that_is_not_the_titles_counts_once(
    evaluate: str | None, reflect: str | None, title: str | None, count: int
) -> None:
    assert own_words(evaluate, reflect, title) == count


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=50))
def test_the_same_words_again_and_a_title_never_add(one: str, two: str, title: str) -> None:
    alone = own_words(one, two, None)

    assert own_words(f"{one} {one}", two, None) == alone
    assert own_words(one, two, title) <= alone
    assert own_words(one, two, f"{one} {two}") == 0
