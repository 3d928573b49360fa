"""What `cpdbot doctor` says of badges: whether they are set up, and whether their keys are safe."""

import stat
from pathlib import Path

from bot.app.badges import issued_by
from bot.app.evidence import evidence_store
from bot.app.start import CannotStart
from bot.badges.issuer import Issuer
from bot.badges.keys import OWNER_ALONE, KeyTroubleError, kept_keys, signing_key
from bot.cli.findings import Finding, to_do, well
from bot.settings import Settings


def check_badges(settings: Settings) -> list[Finding]:
    """Whether badges can be signed; what is published is not looked at."""
    try:
        by = issued_by(settings)
    except CannotStart as error:
        return [to_do(f"badges: {error}")]
    if by is None:
        return [well("badges: none are issued (CPDBOT_BADGES_ISSUER). That is optional")]
    wrong = misplaced(settings, by)
    found = [to_do(f"badges: {wrong}")] if wrong else []
    try:
        open_ones = _open_to_others(by.keys)
        key, _ = signing_key(by.keys)
        retired = len(kept_keys(by.keys)) - 1
    except KeyTroubleError as trouble:
        return [*found, to_do(f"badges: {trouble}")]
    except OSError as error:
        return [*found, to_do(f"badges: {by.keys}: {error.strerror}")]
    found += [
        to_do(f"badges: {path} is not for its owner alone. Run: chmod 600 {path}")
        for path in open_ones
    ]
    if found:
        return found
    older = f", {retired} older to verify by" if retired else ""
    return [
        well(f"badges: {by.name} signs with {key.id}{older}. What is published is not looked at")
    ]


def misplaced(settings: Settings, by: Issuer) -> str:
    """What is wrong with where the keys are; empty where they lie apart from members' files."""
    try:
        store = evidence_store(settings)
    except CannotStart:
        return ""
    folder = store.folder
    if folder is None or not by.keys.resolve().is_relative_to(folder.resolve()):
        return ""
    return f"the keys in {by.keys} lie in the evidence store. Move them elsewhere"


def _open_to_others(folder: Path) -> list[Path]:
    """Files of private keys that others may read."""
    if not folder.exists():
        return []
    return [
        path
        for path in sorted(folder.glob("*.pem"))
        if not path.name.endswith(".pub.pem")
        if stat.S_IMODE(path.stat().st_mode) & ~OWNER_ALONE
    ]
