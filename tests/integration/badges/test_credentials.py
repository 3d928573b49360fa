"""What a badge says, verified by the library that others use: against the published documents."""

import base64
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from bot.badges.claim import Claim, words
from bot.badges.credential import baked, identity_hash, signed
from bot.badges.issuer import Issuer, issuer
from bot.badges.keys import kept_keys, make_key, signing_key
from bot.badges.publishing import documents

AT: Final = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
DID: Final = "did:web:cpd.example.com:issuer"
CLAIM: Final = Claim(
    id="urn:uuid:9d0ad7b0-1f3b-4f0e-9c9e-0d5c1c2f6a11",
    workspace="T1",
    slack_id="UANA",
    salt="5a17",
    scheme="imi-techsafe/ADAS",
    title="IMI register",
    body="IMI",
    first=date(2020, 6, 1),
    last=date(2023, 5, 31),
    amount=9250,
    minimum=9000,
    issued_at=AT,
)


def ampere(folder: Path, address: str = DID) -> Issuer:
    return Issuer("Ampere Motors", address, folder)


def sign(by: Issuer, claim: Claim = CLAIM) -> str:
    key, private = signing_key(by.keys)
    return signed(claim, by, key, private)


def read(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The header and what is signed, unchecked."""
    head, body = (
        json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        for part in token.split(".")[:2]
    )
    return head, body


def verifier(by: Issuer) -> OB3Verifier:
    """As somebody elsewhere has one: from what is published."""
    [(address, document)] = documents(by, kept_keys(by.keys)).values()

    def download(url: str) -> bytes:
        assert url == address == "https://cpd.example.com/issuer/did.json"
        return document

    return OB3Verifier.for_issuer_did(DID, download)


def test_a_badge_is_verified_by_what_is_published(tmp_path: Path) -> None:
    by = ampere(tmp_path)
    make_key(tmp_path, AT)
    found = verifier(by).verify(sign(by))
    assert found.issuer.name == "Ampere Motors"
    assert found.credits_earned == 92.5
    assert found.id == CLAIM.id
    assert found.achievement.description == words(CLAIM, "Ampere Motors")
    assert "proof" not in documents(by, kept_keys(tmp_path))


def test_what_an_earlier_key_has_signed_is_verified_after_it_was_changed(tmp_path: Path) -> None:
    by = ampere(tmp_path)
    old = make_key(tmp_path, AT)
    before = sign(by)
    make_key(tmp_path, AT + timedelta(days=1))
    after = sign(by)
    (tmp_path / f"{old.id}.pem").unlink()
    assert verifier(by).verify(before).id == verifier(by).verify(after).id == CLAIM.id
    (tmp_path / f"{old.id}.pub.pem").unlink()  # withdrawn
    with pytest.raises(OB3VerificationError):
        verifier(by).verify(before)
    assert verifier(by).verify(after).id == CLAIM.id


def test_one_altered_character_is_seen(tmp_path: Path) -> None:
    by = ampere(tmp_path)
    make_key(tmp_path, AT)
    head, body, signature = sign(by).split(".")
    claims = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    more = claims.replace(b"92.5", b"99.5")
    assert more != claims
    forged = base64.urlsafe_b64encode(more).rstrip(b"=").decode()
    with pytest.raises(OB3VerificationError):
        verifier(by).verify(f"{head}.{forged}.{signature}")


def test_the_same_claim_gives_the_same_bytes(tmp_path: Path) -> None:
    by = ampere(tmp_path)
    make_key(tmp_path, AT)
    assert sign(by) == sign(by)
    assert baked(sign(by)) == baked(sign(by))


def test_the_picture_holds_the_credential(tmp_path: Path) -> None:
    by = ampere(tmp_path)
    make_key(tmp_path, AT)
    token = sign(by)
    assert OB3Verifier.extract_token_from_png(baked(token)) == token


def test_its_holder_is_a_salted_hash_and_a_name_only_where_it_is_wanted(tmp_path: Path) -> None:
    by = ampere(tmp_path)
    make_key(tmp_path, AT)
    _, body = read(sign(by))
    subject = body["credentialSubject"]
    [one] = subject["identifier"]
    assert one["identityHash"] == identity_hash("T1", "UANA", "5a17")
    assert (one["hashed"], one["salt"], "id" in subject) == (True, "5a17", False)
    assert "UANA" not in json.dumps(body)
    _, body = read(sign(by, replace(CLAIM, name="Ana Ortiz")))
    assert [each["identityHash"] for each in body["credentialSubject"]["identifier"]][1:] == [
        "Ana Ortiz"
    ]


def test_it_says_whose_statement_it_is_and_what_it_rests_on() -> None:
    said = words(CLAIM, "Ampere Motors")
    assert "Ampere Motors’s cpdbot, 92.5 credits counted, with 90 credits asked for" in said
    assert "1 Jun 2020 to 31 May 2023 under IMI register, as of 1 Mar 2024" in said
    assert "Ampere Motors’s statement and not IMI’s" in said
    assert "told of the body’s account" not in said
    assert "told of the body’s account" in words(replace(CLAIM, told=True), "Ampere Motors")
    by_subject = replace(CLAIM, in_subjects=True, amount=3, minimum=3)
    assert "3 subjects of the 3 asked for were covered" in words(by_subject, "Ampere Motors")


def test_subjects_are_no_credits(tmp_path: Path) -> None:
    by = ampere(tmp_path)
    make_key(tmp_path, AT)
    _, body = read(sign(by, replace(CLAIM, in_subjects=True, amount=3, minimum=3)))
    assert "creditsEarned" not in body["credentialSubject"]


def test_an_https_issuer_names_its_key_by_an_address_that_is_published(tmp_path: Path) -> None:
    by = ampere(tmp_path, "https://cpd.example.com/badges/issuer.json")
    key = make_key(tmp_path, AT)
    token = sign(by)
    head, _ = read(token)
    published = dict(documents(by, [key]).values())
    assert head["kid"] == f"https://cpd.example.com/badges/keys/{key.id}.json"
    jwk = json.loads(published[head["kid"]])
    assert jwk["crv"] == "Ed25519"
    assert "d" not in jwk
    assert json.loads(published[by.address])["name"] == "Ampere Motors"
    (tmp_path / "public.pem").write_bytes((tmp_path / f"{key.id}.pub.pem").read_bytes())
    assert OB3Verifier((tmp_path / "public.pem").read_bytes()).verify(token).id == CLAIM.id


def test_nothing_private_is_published(tmp_path: Path) -> None:
    key = make_key(tmp_path, AT)
    secret = (tmp_path / f"{key.id}.pem").read_text().splitlines()[1]
    for address in (DID, "https://cpd.example.com/issuer.json"):
        for _, content in documents(ampere(tmp_path, address), [key]).values():
            assert secret.encode() not in content
            assert b'"d"' not in content


def test_all_three_settings_or_none() -> None:
    assert issuer("", "", "") is None
    for given_ in (("A", "", ""), ("", DID, ""), ("A", DID, ""), ("A", "", "keys")):
        with pytest.raises(ValueError, match="belong together"):
            issuer(*given_)


@pytest.mark.parametrize(
    ("address", "document"),
    [
        ("did:web:cpd.example.com", "https://cpd.example.com/.well-known/did.json"),
        ("did:web:localhost%3A8443", "https://localhost:8443/.well-known/did.json"),
        ("did:web:example.com:a:b", "https://example.com/a/b/did.json"),
        ("https://cpd.example.com/issuer.json", "https://cpd.example.com/issuer.json"),
    ],
)
def test_an_address_says_where_its_document_is(address: str, document: str) -> None:
    found = issuer("Ampere", address, "keys")
    assert found is not None
    assert found.document == document


@pytest.mark.parametrize(
    "address",
    ["did:key:z6Mk", "did:web:", "http://example.com/i", "https://example.com", "example.com",
     "https://u:secret@example.com/i", "https://example.com/i?a=b", "https://[/i"],
)  # fmt: skip
def test_another_address_is_refused_without_being_repeated(address: str) -> None:
    with pytest.raises(ValueError, match="CPDBOT_BADGES_ISSUER") as raised:
        issuer("Ampere", address, "keys")
    assert "secret" not in str(raised.value)


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused(address: str) -> None:
    try:
        found = issuer("Ampere", address, "keys")
    except ValueError:
        return
    assert found is not None
    assert found.document.startswith("https://")
