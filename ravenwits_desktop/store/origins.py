"""How the provenance of a draft is written: what never changes apart from what an edit changes, compressed."""

from __future__ import annotations

import json
import struct
from functools import lru_cache

import numpy as np

from ravenwits_desktop.domain.provenance import Provenance, Source
from ravenwits_desktop.domain.reading import Sources
from ravenwits_desktop.store import codec
from ravenwits_desktop.store.codec import DamagedBlobError

_HEAD = struct.Struct("<III")
"""Bytes of the JSON, bytes of the texts, cells."""
_CELL = 8 + 2 + 8 + 8


def pack(provenance: Provenance | None) -> bytes | None:
    """A provenance as one blob."""
    if provenance is None:
        return None
    constant = _pack_source(provenance.source)
    places = codec.pack(np.diff(provenance.places.astype("<i4"), prepend=np.int32(0)).tobytes())
    return struct.pack("<I", len(constant)) + constant + places


def unpack(blob: bytes | None) -> Provenance | None:
    """What `pack` was given. Raises `DamagedBlobError`."""
    if blob is None:
        return None
    try:
        (length,) = struct.unpack_from("<I", blob)
        source = _unpack_source(codec.unpack(blob[4 : 4 + length]))
        steps = np.frombuffer(codec.unpack(blob[4 + length :]), dtype="<i4")
    except (struct.error, ValueError, TypeError, KeyError) as error:
        raise DamagedBlobError(str(error)) from error
    return Provenance(source, np.cumsum(steps, dtype=np.int32))


@lru_cache(maxsize=4)
def _pack_source(source: Source) -> bytes:
    """The same for every edit of a draft; told apart by identity."""
    cells = source.cells
    known = {
        "file": source.file,
        "sha256": source.sha256,
        "sheet": source.sheet,
        "unit": source.unit,
        "factor": source.factor,
        "reading": codec.write_message(source.reading),
        "letters": cells.letters,
        "names": source.names,
    }
    head, texts = json.dumps(known).encode("ascii"), cells.joined.encode("utf-8", "surrogatepass")
    arrays = (
        np.diff(cells.rows.astype("<i8"), prepend=np.int64(0)),
        cells.columns.astype("<i2"),
        cells.raw.astype("<f8"),
        source.mw.astype("<f8"),
    )
    raw = b"".join(array.tobytes() for array in arrays)
    return codec.pack(_HEAD.pack(len(head), len(texts), len(cells)) + head + texts + raw)


def _unpack_source(raw: bytes) -> Source:
    head, texts, count = _HEAD.unpack_from(raw)
    begin = _HEAD.size
    known = json.loads(raw[begin : begin + head])
    joined = raw[begin + head : begin + head + texts].decode("utf-8", "surrogatepass")
    arrays = raw[begin + head + texts :]
    if len(arrays) != count * _CELL:
        raise DamagedBlobError("too short")
    rows = np.cumsum(np.frombuffer(arrays, "<i8", count), dtype=np.int64)
    columns = np.frombuffer(arrays, "<i2", count, 8 * count).astype(np.int16)
    values, mw = (np.frombuffer(arrays, "<f8", count, place * count).astype(np.float64) for place in (10, 18))
    return Source(
        known["file"],
        known["sha256"],
        known["sheet"],
        known["unit"],
        known["factor"],
        codec.read_message(known["reading"]),
        Sources(rows, columns, tuple(known["letters"]), values, joined),
        tuple(known["names"]),
        mw,
    )
