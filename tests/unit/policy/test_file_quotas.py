"""How much of members' files is kept: the limits as data, and the decision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.file_quotas import MEGABYTE, FileQuotas, in_megabytes

sizes = st.integers(min_value=0, max_value=10**12)
quotas = st.builds(FileQuotas, sizes, sizes, sizes)


@given(quotas, sizes, sizes, sizes)
def test_what_is_let_in_keeps_within_every_limit(
    most: FileQuotas, size: int, member: int, others: int
) -> None:
    refused = most.refusal(size, member=member, workspace=member + others)
    within = (
        size <= most.file
        and member + size <= most.member
        and member + others + size <= most.workspace
    )
    assert (refused is None) == within


@given(quotas, sizes, sizes, sizes)
def test_what_has_room_has_room_where_less_is_kept(
    most: FileQuotas, size: int, member: int, others: int
) -> None:
    if most.refusal(size, member=member, workspace=member + others) is None:
        assert most.refusal(size // 2, member=member // 2, workspace=member // 2) is None


def test_the_nearest_limit_is_told_first() -> None:
    most = FileQuotas(file=10, member=20, workspace=30)
    assert most.refusal(11, member=20, workspace=30) == "file"
    assert most.refusal(10, member=11, workspace=30) == "member"
    assert most.refusal(10, member=10, workspace=21) == "workspace"
    assert most.refusal(10, member=10, workspace=20) is None


def test_a_file_has_25_megabytes_at_most_and_a_member_room_for_twenty_such() -> None:
    most = FileQuotas()
    assert most.file == 25 * MEGABYTE
    assert most.member == 20 * most.file


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0.1 MB"),
        (1, "0.1 MB"),
        (MEGABYTE, "1 MB"),
        (MEGABYTE * 3 // 2, "1.5 MB"),
        (25 * MEGABYTE, "25 MB"),
        (500 * MEGABYTE, "500 MB"),
        (MEGABYTE * 12345 // 10, "1234 MB"),
    ],
)
def test_sizes_are_said_in_megabytes(size: int, said: str) -> None:
    assert in_megabytes(size) == said
