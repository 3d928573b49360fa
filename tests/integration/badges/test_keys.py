"""The issuer's keys: made, changed, and refused where they are not safe."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.badges.keys import KeyTroubleError, kept_keys, make_key, signing_key

AT = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)


def test_a_key_is_for_its_owner_alone_and_says_when_it_was_made(tmp_path: Path) -> None:
    folder = tmp_path / "some" / "keys"
    made = make_key(folder, AT)
    assert made.id.startswith("20240301T093000Z-")
    assert made.made_on == AT.date()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len([*folder.iterdir()]) == 2
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (kept_keys(folder), signing_key(folder)[0]) == ((made,), made)


def test_a_new_key_takes_over_and_the_old_one_stays_to_verify_by(tmp_path: Path) -> None:
    old = make_key(tmp_path, AT)
    new = make_key(tmp_path, AT + timedelta(days=400))
    assert kept_keys(tmp_path) == (new, old)
    assert signing_key(tmp_path)[0] == new
    (tmp_path / f"{old.id}.pem").unlink()
    assert [one.signs for one in kept_keys(tmp_path)] == [True, False]


def test_no_key_is_made_that_an_older_one_would_outrank(tmp_path: Path) -> None:
    make_key(tmp_path, AT)
    for at in (AT, AT - timedelta(days=1)):
        with pytest.raises(KeyTroubleError, match="clock"):
            make_key(tmp_path, at)
    assert len(kept_keys(tmp_path)) == 1


def test_an_older_key_does_not_sign_in_the_place_of_one_that_is_gone(tmp_path: Path) -> None:
    make_key(tmp_path, AT)
    new = make_key(tmp_path, AT + timedelta(days=1))
    (tmp_path / f"{new.id}.pem").unlink()
    with pytest.raises(KeyTroubleError, match="gone"):
        signing_key(tmp_path)


def test_there_is_none_at_first(tmp_path: Path) -> None:
    assert kept_keys(tmp_path / "none") == ()
    with pytest.raises(KeyTroubleError, match="cpdbot badges key"):
        signing_key(tmp_path / "none")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o700])
def test_one_that_others_may_read_signs_nothing(tmp_path: Path, mode: int) -> None:
    made = make_key(tmp_path, AT)
    (tmp_path / f"{made.id}.pem").chmod(mode)
    with pytest.raises(KeyTroubleError, match="chmod 600"):
        signing_key(tmp_path)


def test_what_is_no_key_is_said_without_a_byte_of_it(tmp_path: Path) -> None:
    made, other = make_key(tmp_path / "one", AT), make_key(tmp_path / "two", AT)
    private = tmp_path / "one" / f"{made.id}.pem"
    private.write_text("-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----\n")
    with pytest.raises(KeyTroubleError, match="no private key") as raised:
        signing_key(tmp_path / "one")
    assert "SECRET" not in str(raised.value)
    assert raised.value.__cause__ is None
    private.write_bytes((tmp_path / "two" / f"{other.id}.pem").read_bytes())
    with pytest.raises(KeyTroubleError, match="not the private half"):
        signing_key(tmp_path / "one")
    (tmp_path / "one" / f"{made.id}.pub.pem").write_text("nothing")
    with pytest.raises(KeyTroubleError, match="no public key"):
        kept_keys(tmp_path / "one")
