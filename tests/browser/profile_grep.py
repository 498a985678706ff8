"""Find texts in whatever a browser wrote: plain, UTF-16, Snappy-compressed or zipped.

Chromium keeps page state, history and form data as UTF-8 or UTF-16 in flat files, and
site data in LevelDB, whose table blocks are Snappy-compressed. A text may be cut by a
compressor's copies, so those blocks are unpacked before they are searched.

Limits, said plainly: values split over several LevelDB blocks or log records are found
only in the part that holds a whole marker, and what a file system keeps of deleted files
is out of reach. So markers should be short and random, and looked for soon.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["files_holding"]

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
LEVELDB_MAGIC = bytes.fromhex("57fb808b247547db")
LEVELDB_FOOTER_BYTES = 48
LEVELDB_BLOCK_BYTES = 32 * 1024  # of a log; records are cut there
LEVELDB_RECORD_HEADER_BYTES = 7
SNAPPY, ZSTD = 1, 2
BLOCK_TRAILER_BYTES = 5  # compression type and checksum
IDB_SNAPPY = bytes.fromhex("ff1102")
MOST_UNPACKED_BYTES = 64 * 2**20


def files_holding(folder: Path, texts: Iterable[str]) -> list[Path]:
    """Return every file under `folder` with any of `texts` in its name or content, sorted."""
    wanted = [text.encode(encoding) for text in texts for encoding in ENCODINGS]
    assert all(len(needle) > 3 for needle in wanted), "a text this short is found anywhere"
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and _holds(path, wanted)
    )


def _holds(path: Path, wanted: list[bytes]) -> bool:
    try:
        data = path.read_bytes()
    except OSError:  # a socket, or gone meanwhile
        return False
    return any(needle in part for part in _parts(path, data) for needle in wanted)


def _parts(path: Path, data: bytes) -> Iterator[bytes]:
    """Yield the name and the file as it is, then what can be unpacked from it."""
    yield path.name.encode()
    yield data
    if data.endswith(LEVELDB_MAGIC):
        yield from _leveldb_blocks(data)
    elif path.suffix == ".log" or path.name.startswith("MANIFEST-"):
        yield _leveldb_log(data)
    yield from _deflated(data)
    yield from _large_values(data)


def _large_values(data: bytes) -> Iterator[bytes]:
    """Unpack what IndexedDB compressed before storing it, whichever database holds it.

    Source: chromium ``idb_value_wrapping.cc``: version tag, pseudo version, Snappy.
    """
    at = data.find(IDB_SNAPPY)
    while at != -1:
        yield _unsnappy(data[at + len(IDB_SNAPPY) :], whole=False)
        at = data.find(IDB_SNAPPY, at + 1)


def _deflated(data: bytes) -> Iterator[bytes]:
    """Unpack gzip and zlib streams, wherever in the file they start."""
    for magic, window in ((b"\x1f\x8b\x08", 31), (b"\x78\x01", 15), (b"\x78\x9c", 15)):
        at = data.find(magic)
        while at != -1:
            try:
                yield zlib.decompressobj(window).decompress(data[at:], MOST_UNPACKED_BYTES)
            except (zlib.error, gzip.BadGzipFile):
                pass
            at = data.find(magic, at + 1)


def _leveldb_log(data: bytes) -> bytes:
    """Join the records of a LevelDB log, without the headers that cut values apart.

    Source: leveldb ``doc/log_format.md``: checksum (4), length (2), type (1), content.
    """
    content = bytearray()
    at = 0
    while at + LEVELDB_RECORD_HEADER_BYTES <= len(data):
        room = LEVELDB_BLOCK_BYTES - at % LEVELDB_BLOCK_BYTES
        if room < LEVELDB_RECORD_HEADER_BYTES:
            at += room
            continue
        length = int.from_bytes(data[at + 4 : at + 6], "little")
        at += LEVELDB_RECORD_HEADER_BYTES
        content += data[at : at + length]
        at += length
    return bytes(content)


def _leveldb_blocks(data: bytes) -> Iterator[bytes]:
    """Unpack the blocks that a LevelDB table's index names.

    Source: leveldb ``doc/table_format.md``.
    """
    footer = data[-LEVELDB_FOOTER_BYTES:]
    at = 0
    for _ in ("metaindex offset", "metaindex size"):
        _, at = _varint(footer, at)
    offset, at = _varint(footer, at)
    size, at = _varint(footer, at)
    index = _block(data, offset, size)
    for handle in _block_values(index):
        offset, at = _varint(handle, 0)
        size, at = _varint(handle, at)
        yield _block(data, offset, size)


def _block(data: bytes, offset: int, size: int) -> bytes:
    content, kind = data[offset : offset + size], data[offset + size]
    if kind == SNAPPY:
        return _unsnappy(content)
    assert kind != ZSTD, "a block in zstd: teach this module to read it"
    return content


def _block_values(block: bytes) -> Iterator[bytes]:
    """Yield the values of a block's entries; keys share prefixes and are passed over."""
    restarts = int.from_bytes(block[-4:], "little")
    end = len(block) - 4 - 4 * restarts
    at = 0
    while at < end:
        _, at = _varint(block, at)
        unshared, at = _varint(block, at)
        length, at = _varint(block, at)
        at += unshared
        yield block[at : at + length]
        at += length


def _unsnappy(data: bytes, *, whole: bool = True) -> bytes:
    """Unpack raw Snappy; with `whole` off, as much as makes sense of what may be no Snappy.

    Source: google/snappy ``format_description.txt``.
    """
    out = bytearray()
    try:
        length, at = _varint(data, 0)
        if length <= MOST_UNPACKED_BYTES:
            _unsnap(data, at, length, out)
    except IndexError:  # a copy from before the start, or the end in mid-element
        length = -1
    assert not whole or len(out) == length, "not Snappy after all"
    return bytes(out)


def _unsnap(data: bytes, at: int, length: int, out: bytearray) -> None:
    while len(out) < length:
        tag = data[at]
        at += 1
        if tag & 3 == 0:  # literal
            size = tag >> 2
            if size >= 60:
                extra = size - 59
                size = int.from_bytes(data[at : at + extra], "little")
                at += extra
            out += data[at : at + size + 1]
            at += size + 1
            continue
        if tag & 3 == 1:
            size, back = (tag >> 2 & 7) + 4, (tag >> 5) << 8 | data[at]
            at += 1
        else:
            wide = 2 if tag & 3 == 2 else 4
            size, back = (tag >> 2) + 1, int.from_bytes(data[at : at + wide], "little")
            at += wide
        for _ in range(size):
            out.append(out[-back])


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
