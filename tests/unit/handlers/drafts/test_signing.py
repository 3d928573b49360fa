"""How a source signs, held against the rule itself and against everybody else's signatures."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.drafts.signing import is_fresh, is_signed, sign, signature_in

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())

secrets = st.text("abcdefghijklmnop-_0123456789", min_size=1, max_size=40)
bodies = st.binary(max_size=200)


def test_the_signature_is_the_one_that_the_description_tells_to_make() -> None:
    made = hmac.new(b"secret", b"v1:1763467200:{}", hashlib.sha256).hexdigest()
    assert sign("secret", "1763467200", b"{}") == f"v1={made}"


@given(secrets, bodies)
def test_what_is_signed_is_taken(secret: str, body: bytes) -> None:
    assert is_signed(secret, "1", body, sign(secret, "1", body))


signed_by = st.tuples(secrets, st.integers(0, 9).map(str), bodies)


@given(signed_by, signed_by)
def test_nothing_else_is(one: tuple[str, str, bytes], other: tuple[str, str, bytes]) -> None:
    assert is_signed(*one, sign(*other)) is (one == other)


@given(st.text(max_size=100), st.text(max_size=20), bodies)
def test_any_header_is_answered(header: str, timestamp: str, body: bytes) -> None:
    assert is_signed("secret", "1", body, header) is False
    assert is_fresh(timestamp, NOW) in (True, False)


@pytest.mark.parametrize(
    "header",
    ["", "v0=" + "a" * 64, "v1=" + "A" * 64, "v1=" + "a" * 63, "v1=" + "a" * 65, "a" * 64],
)
def test_what_is_no_signature_is_none(header: str) -> None:
    assert signature_in(header) is None


def test_an_empty_secret_signs_for_nobody() -> None:
    """A revoked source has none."""
    assert not is_signed("", "1", b"{}", sign("", "1", b"{}"))


@pytest.mark.parametrize(
    ("apart", "fresh"),
    [(-301, False), (-300, True), (0, True), (300, True), (301, False)],
)
def test_five_minutes_are_let_pass_on_either_side(apart: int, fresh: bool) -> None:
    assert is_fresh(str(SECONDS + apart), NOW) is fresh


@pytest.mark.parametrize("timestamp", ["", "-1", "1e9", "１２", " 1", str(SECONDS) + ".0"])
def test_what_is_no_number_of_seconds_is_not_fresh(timestamp: str) -> None:
    assert not is_fresh(timestamp, NOW)


def test_a_day_is_far_too_long() -> None:
    assert not is_fresh(str(SECONDS), NOW + timedelta(days=1))
