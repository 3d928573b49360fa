"""The public documents by which badges are verified. The bot serves nothing: the operator puts them
on a web server.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.badges.issuer import Issuer
from bot.badges.keys import Key


def public_jwk(key: Key) -> dict[str, str]:
    """The public key as a JWK (RFC 8037, section 2)."""
    x = base64.urlsafe_b64encode(key.raw).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "x": x}


def documents(issuer: Issuer, keys: Sequence[Key]) -> Mapping[str, tuple[str, bytes]]:
    """By the name of the file: where it is to be published, and its content. `keys`: the newest
    first, the retired among them, without which what they have signed cannot be verified.
    """
    if issuer.is_did:
        return {"did.json": (issuer.document, _json(_did_document(issuer, keys)))}
    profile = {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": issuer.address,
        "type": ["Profile"],
        "name": issuer.name,
    }
    published = {"issuer.json": (issuer.document, _json(profile))}
    for one in keys:
        jwk = {**public_jwk(one), "kid": issuer.names(one), "alg": "EdDSA"}
        published[f"keys/{one.id}.json"] = (issuer.names(one), _json(jwk))
    return published


def _did_document(issuer: Issuer, keys: Sequence[Key]) -> dict[str, Any]:
    from openbadgeslib.ob3 import build_did_document  # noqa: PLC0415 - of the extra

    methods = [(one.id, public_jwk(one)) for one in keys]
    found: dict[str, Any] = build_did_document(issuer.address, methods)
    return found


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"
