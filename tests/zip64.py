"""ZIP files in the form for large ones (APPNOTE.TXT 4.3.9, 4.3.14 and 4.5.3), true and lying."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Final

FIELDS: Final = ("size", "packed", "place")
"""What a directory's entry may say in 64 bits, in their order there."""

_AT: Final = {"size": 24, "packed": 20, "place": 42}
_ELSEWHERE: Final = 0xFFFFFFFF


def in_64(files: Mapping[str, bytes]) -> bytes:
    """Files as a ZIP, each with room for sizes of 64 bits."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            with made.open(name, "w", force_zip64=True) as into:
                into.write(content)
    return stream.getvalue()


def ends_in_64(
    archive: bytes,
    *,
    size: int | None = None,
    offset: int | None = None,
    count: int | None = None,
    told_in_32: int | None = None,
) -> bytes:
    """The same with an end of 64 bits before the other. What is given it says of its directory, and
    `told_in_32` the other end says of its size.
    """
    place, entries, true_size, true_offset = _end(archive)
    told_count = entries if count is None else count
    told_size = true_size if size is None else size
    told_offset = true_offset if offset is None else offset
    record = struct.pack(
        "<4sQ2H2L4Q",
        *(b"PK\x06\x06", 44, 45, 45, 0, 0),
        *(told_count, told_count, told_size, told_offset),
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, place, 1)
    end = bytearray(archive[place:])
    struct.pack_into("<L", end, 12, true_size if told_in_32 is None else told_in_32)
    return archive[:place] + record + locator + bytes(end)


def of_many(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files as a ZIP that ends in 64 bits, sooner made than by a library: nothing is packed."""
    content, directory, count = bytearray(), bytearray(), 0
    for name, each in files:
        told, place = name.encode(), len(content)
        sizes = (zlib.crc32(each), len(each), len(each), len(told))
        content += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0x21, *sizes, 0)
        content += told + each
        directory += struct.pack("<4s6H3L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0x21, *sizes[:3])
        directory += struct.pack("<5H2L", len(told), 0, 0, 0, 0, 0, place) + told
        count += 1
    ends = struct.pack("<4s4H", b"PK\x05\x06", 0, 0, *[count % 2**16] * 2)
    ends += struct.pack("<2LH", len(directory), len(content), 0)
    return ends_in_64(bytes(content + directory) + ends, count=count)


def entries_alone(count: int, *, comment: int = 0) -> bytes:
    """A ZIP that is nothing but a directory: so many entries of files that are not there."""
    head = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *[0] * 9, 1, 0, comment, 0, 0, 0, 0)
    directory = (head + b"a" + bytes(comment)) * count
    size = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, len(directory), 4, 0)
    return b"PK\x03\x04" + directory + size


def with_field(files: Mapping[str, bytes], name: str, field: str, value: int) -> bytes:
    """Files as a ZIP in which one says this of itself, in 64 bits."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for each, content in files.items():
            made.writestr(each, content)
    archive = bytearray(stream.getvalue())
    _, _, size, place = _end(archive)
    while archive[place + 46 : place + 46 + len(name)] != name.encode():
        place += 46 + sum(struct.unpack_from("<3H", archive, place + 28))
    struct.pack_into("<L", archive, place + _AT[field], _ELSEWHERE)
    extra = struct.pack("<2HQ", 1, 8, value)
    struct.pack_into("<H", archive, place + 30, len(extra))
    behind = place + 46 + len(name)
    archive[behind:behind] = extra
    end, *_ = _end(archive)
    struct.pack_into("<L", archive, end + 12, size + len(extra))
    return bytes(archive)


def _end(archive: bytes | bytearray) -> tuple[int, int, int, int]:
    """Where the end of 32 bits stands; how many entries the directory has, its size and place."""
    place = archive.rfind(b"PK\x05\x06")
    _, count, size, offset = struct.unpack_from("<2H2L", archive, place + 8)
    return place, count, size, offset
