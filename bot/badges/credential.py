"""What a badge says, as an Open Badges 3.0 credential, and the signature below it.

The specification: https://www.imsglobal.org/spec/ob/v3p0/. Needs the extra `cpdbot[badges]`.
"""

import hashlib
from typing import Any
from urllib.parse import quote

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openbadgeslib.baking import ITXT_KEYWORD_OB3, bake_png
from openbadgeslib.ob3 import Achievement, IdentityObject, OpenBadgeCredential
from openbadgeslib.ob3 import Issuer as Profile

from bot.badges.claim import Claim, words
from bot.badges.issuer import Issuer
from bot.badges.keys import Key
from bot.badges.picture import picture
from bot.figures import day

SLACK_USER = "ext:slackUser"
"""The type of the identifier that is hashed: "<workspace>/<user>" in Slack's ids."""


def signed(claim: Claim, issuer: Issuer, key: Key, private: Ed25519PrivateKey) -> str:
    """The credential as a compact JWS (section 8.2): of the same claim by the same key, the same
    bytes.
    """
    payload: dict[str, Any] = _credential(claim, issuer).to_jwt_payload()
    headers = {"kid": issuer.names(key)}
    return jwt.encode(payload, private, algorithm="EdDSA", headers=headers)


def baked(token: str) -> bytes:
    """Our picture as a PNG that holds the credential (section 5.3.1)."""
    made: bytes = bake_png(picture(), token, keyword=ITXT_KEYWORD_OB3)
    return made


def identity_hash(workspace: str, slack_id: str, salt: str) -> str:
    """Of the holder's id: SHA-256 of it and the salt, one after the other."""
    return "sha256$" + hashlib.sha256(f"{workspace}/{slack_id}{salt}".encode()).hexdigest()


def _credential(claim: Claim, issuer: Issuer) -> OpenBadgeCredential:
    said = words(claim, issuer.name)
    hashed = identity_hash(claim.workspace, claim.slack_id, claim.salt)
    who = [IdentityObject(hashed, SLACK_USER, hashed=True, salt=claim.salt)]
    if claim.name:
        who.append(IdentityObject(claim.name, "name", hashed=False))
    days = f"{claim.first.isoformat()}:{claim.last.isoformat()}"
    scheme = quote(claim.scheme, safe="")
    title = f"{claim.title}: CPD cycle {day(claim.first)} to {day(claim.last)}"
    return OpenBadgeCredential(
        issuer=Profile(id=issuer.address, name=issuer.name),
        recipient_id=None,
        achievement=Achievement(
            id=f"urn:cpdbot:{claim.workspace}:cycle:{scheme}:{days}",
            name=title,
            description=said,
            criteria_narrative=(
                f"A complete cycle of {claim.title} in which what counts by its rules, as cpdbot "
                "has them, came to the minimum."
            ),
            achievement_type="Achievement",
        ),
        id=claim.id,
        name=title,
        issuance_date=claim.issued_at,
        credits_earned=None if claim.in_subjects else claim.amount / 100,
        identifiers=who,
    )
