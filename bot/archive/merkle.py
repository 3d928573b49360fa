"""Merkle trees as RFC 6962 (section 2.1) hashes them, and proofs that a leaf is in one.

Hashes are SHA-256, 32 bytes. A leaf is hashed with a zero byte before it, a pair with a one, so
that neither can be taken for the other. A tree may be built of *chunks*: over the roots of runs of
`CHUNK` leaves it has the same root as over the leaves, since such a run is a whole subtree.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

CHUNK: Final = 256
"""Leaves that are kept under one hash: a power of two."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """The root of a tree over hashes of leaves, or of chunks; of none, SHA-256 of nothing."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    left = _left(len(hashes))
    return _pair(root(hashes[:left]), root(hashes[left:]))


def path(index: int, hashes: Sequence[bytes]) -> list[bytes]:
    """The audit path of one of these hashes, the nearest first. Raises IndexError."""
    if not 0 <= index < len(hashes):
        raise IndexError(index)
    if len(hashes) == 1:
        return []
    left = _left(len(hashes))
    if index < left:
        return [*path(index, hashes[:left]), root(hashes[left:])]
    return [*path(index - left, hashes[left:]), root(hashes[:left])]


def chunked_path(index: int, chunk: Sequence[bytes], chunks: Sequence[bytes]) -> list[bytes]:
    """The audit path of leaf `index` of the whole tree, from the leaves of its own chunk and the
    roots of all chunks. Raises IndexError.
    """
    number, place = divmod(index, CHUNK)
    return [*path(place, chunk), *path(number, chunks)]


def root_by(leaf: bytes, index: int, size: int, audit: Sequence[bytes]) -> bytes | None:
    """The root that a leaf's hash has by its audit path in a tree of so many leaves; None where
    such a path cannot be (RFC 9162, section 2.1.3.2).
    """
    if not 0 <= index < size:
        return None
    place, last, found = index, size - 1, leaf
    for one in audit:
        if last == 0:
            return None
        if place % 2 or place == last:
            found = _pair(one, found)
            while place and not place % 2:
                place, last = place >> 1, last >> 1
        else:
            found = _pair(found, one)
        place, last = place >> 1, last >> 1
    return found if last == 0 else None


def _left(size: int) -> int:
    """The largest power of two below a size above one."""
    return 1 << (size - 1).bit_length() - 1


def _pair(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
