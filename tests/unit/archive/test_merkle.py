"""Merkle trees as RFC 6962 has them, whole and in chunks."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive import merkle

_LEAVES = (
    *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
    "606162636465666768696a6b6c6d6e6f",
)
"""The eight leaves of the reference implementation's own tests."""

_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""Their roots, of the first one, the first two, and so on (google/certificate-transparency)."""


def _hashes(count: int) -> list[bytes]:
    return [merkle.leaf_hash(str(number).encode()) for number in range(count)]


def test_roots_are_those_of_the_reference_implementation() -> None:
    hashes = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in _LEAVES]
    found = [merkle.root(hashes[:size]).hex() for size in range(1, 9)]
    assert tuple(found) == _ROOTS
    assert merkle.root([]) == hashlib.sha256(b"").digest()


@given(st.integers(1, 200).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_each_leaf_leads_to_the_root_by_its_path_and_to_no_other(case: tuple[int, int]) -> None:
    size, index = case
    hashes = _hashes(size)
    path = merkle.path(index, hashes)
    root = merkle.root(hashes)
    assert merkle.root_by(hashes[index], index, size, path) == root
    assert merkle.root_by(merkle.leaf_hash(b"another"), index, size, path) != root
    for other in {0, size - 1} - {index}:
        assert merkle.root_by(hashes[index], other, size, path) != root
    assert merkle.root_by(hashes[index], index, size, [*path, root]) is None
    if path:
        assert merkle.root_by(hashes[index], index, size, path[:-1]) is None


@given(st.integers(1, 5 * merkle.CHUNK), st.data())
def test_a_tree_over_chunks_is_the_tree_over_their_leaves(size: int, data: st.DataObject) -> None:
    hashes = _hashes(size)
    runs = [hashes[start : start + merkle.CHUNK] for start in range(0, size, merkle.CHUNK)]
    chunks = [merkle.root(run) for run in runs]
    assert merkle.root(chunks) == merkle.root(hashes)
    index = data.draw(st.integers(0, size - 1))
    path = merkle.chunked_path(index, runs[index // merkle.CHUNK], chunks)
    assert path == merkle.path(index, hashes)


def test_there_is_no_path_of_a_leaf_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        merkle.path(3, _hashes(3))
    assert merkle.root_by(_hashes(1)[0], 1, 1, []) is None
