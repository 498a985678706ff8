"""Files that nobody should have sent, made from a seed: for every importer, what it must bear."""

from __future__ import annotations

import csv
import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

__all__ = ["hostile_file"]

HEADINGS = ["Agency", "Program", "Phone", "Hours", "Web site", "Address", "Languages", "ID", "City"]
CELLS = [
    "", "Quill House", "Pantry", "701-555-0161", "call us", "Mon-Fri 9:00am - 5pm", "24/7",
    "Monday: Tuesday: 9-5 Saturday: Sunday:", "www.example.org", "javascript:alert(1)",
    "12 Elm St, Minot, ND 58701", "Suite 3Chicago, IL 60602", "English; Spanish", "46022", "0.5",
    '=HYPERLINK("https://example.org")', "+1+1|' /C calc'!A0", "@SUM(A1)", "-2+3", "\tcmd", "\rcmd",
    "'=1+1", "\u202egro.elpmaxe\u202c", "e\u0301" * 40, "\x00", "\x07bell", "\ufeff", "\ufffd",
    "{0.__class__}", "{reason}", "%s%n", "<script>alert(1)</script>", "&#x0;&lt;b&gt;",
    "a" * 25_000,
    '"', '""', "it's 5\" wide", "a\nb", "a\r\nb", "a\\nb", "1e999", "-0", "NaN", "9" * 400,
    "\U0001f600" * 30, "N/A", "null", "\u2028", "(((" * 200, "1-800-" * 100, "on " * 600,
    "31/02/2026", "2026-02-30", "to " * 500, "Mon " * 300, "x@" * 200, "https://" * 60, "::" * 300,
]  # fmt: skip
OBJECTS: list[Any] = [
    None, True, 0, -1, 1e308, 2**70, "", "x", [], {}, [[]], [None], [{}], {"id": None}, {"id": {}},
    "0b5b8f2e-2f0c-4c53-8a54-3f6a3d1a7c11", ["x", 5], {"id": ["x"]}, "2026-13-45T99:99:99Z",
    "\u202e",
    {"id": "l1", "location": {"id": "l1", "location_type": "physical"}}, "=1+1", "a" * 30_000,
]  # fmt: skip
FIELDS = (
    "id name status description url email phones schedules languages service_at_locations "
    "organization organization_id program programs locations services attributes contacts metadata "
    "service_areas cost_options addresses latitude longitude location_type taxonomy_id contents "
    "taxonomy_term minimum_age assured_date last_modified state public confidential edits _id _rev"
).split()


def hostile_file(seed: int) -> tuple[str, bytes]:
    """Return a file's name and what it holds."""
    rng = random.Random(seed)
    make = rng.choice(MAKERS)
    name, data = make(rng)
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        data = rng.choice(HARMS)(rng, data)
    return rng.choice((name, name, name.upper(), "../../" + name, "list", "a" * 300)), data


# -- Makers ---------------------------------------------------------------------------------


def _rows(rng: random.Random) -> list[list[str]]:
    width = rng.choice((1, 3, len(HEADINGS), 40))
    heads = [rng.choice(HEADINGS) for _ in range(width)] if rng.random() < 0.3 else HEADINGS[:width]
    rows = [list(heads)]
    for _ in range(rng.choice((0, 1, 5, 30))):
        cells = [rng.choice(CELLS) for _ in heads]
        if rng.random() < 0.2:  # shifted, ragged
            cells = cells[rng.randrange(len(cells)) :] + ["more"] * rng.randrange(4)
        rows.append(cells)
    return rows


def _csv(rng: random.Random) -> tuple[str, bytes]:
    out = io.StringIO()
    mark, line = rng.choice(",;\t|"), rng.choice(("\n", "\r\n", "\r"))
    rows = _rows(rng)
    if rng.random() < 0.5:
        csv.writer(out, delimiter=mark, lineterminator=line).writerows(rows)
    else:
        out.write(line.join(mark.join(row) for row in rows))  # nothing quoted
    coding = rng.choice(
        ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32")
    )
    return "list.csv", out.getvalue().encode(coding, "replace")


def _xlsx(rng: random.Random) -> tuple[str, bytes]:
    book, out = Workbook(), io.BytesIO()
    for n in range(rng.choice((1, 1, 3))):
        sheet = book.active if n == 0 else book.create_sheet(f"Sheet {n}")
        for row in _rows(rng):
            kept = [one[:30_000].translate(dict.fromkeys(range(32))) for one in row]
            numbers: list[Any] = [rng.choice((one, one, one, 46022.5, True, None)) for one in kept]
            sheet.append(numbers)
    book.save(out)
    return "list.xlsx", out.getvalue()


def _object(rng: random.Random, depth: int = 0) -> Any:
    if depth > 4 or rng.random() < 0.4:
        return rng.choice(OBJECTS)
    if rng.random() < 0.25:
        return [_object(rng, depth + 1) for _ in range(rng.randrange(4))]
    return {rng.choice(FIELDS): _object(rng, depth + 1) for _ in range(rng.randrange(1, 9))}


def _json(rng: random.Random) -> tuple[str, bytes]:
    kind = rng.randrange(6)
    some = [_object(rng) for _ in range(rng.randrange(1, 6))]
    whole = [
        {"id": f"s{n}", "name": "Pantry", "status": "active", "organization": {"id": "o"}}
        for n in range(3)
    ]
    for one in whole:
        one[rng.choice(FIELDS)] = rng.choice(some)
    if kind == 0:
        depth = rng.choice((50, 900, 5_000))
        return "deep.json", b'{"id":"x","a":' + b"[" * depth + b"]" * depth + b"}"
    if kind == 1:
        return "lines.json", b"\n".join(json.dumps(one).encode() for one in [*whole, *some])
    if kind == 2:
        return "page.json", json.dumps(
            {"contents": [*whole, *some], "empty": rng.choice(some)}
        ).encode()
    return "list.json", json.dumps(rng.choice((some, whole, whole[0], some[0]))).encode()


def _tables(rng: random.Random) -> tuple[str, bytes]:
    out = io.BytesIO()
    names = (
        "organizations services locations phones schedules service_at_locations addresses metadata"
    ).split()
    with zipfile.ZipFile(out, "w") as archive:
        for name in rng.sample(names, rng.randrange(1, len(names))):
            heads = ["id", *rng.sample(FIELDS, 5), "service_id", "location_id"]
            text = io.StringIO()
            csv.writer(text).writerows(
                [
                    heads,
                    *([f"{name[0]}{n}", *(rng.choice(CELLS) for _ in heads[1:])] for n in range(4)),
                ]
            )
            archive.writestr(f"{rng.choice(('', 'data/', '../'))}{name}.csv", text.getvalue())
        if rng.random() < 0.5:
            archive.writestr("datapackage.json", json.dumps(_object(rng)))
    return "package.zip", out.getvalue()


def _zip(rng: random.Random) -> tuple[str, bytes]:
    out = io.BytesIO()
    kind = rng.randrange(7)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if kind == 0:
            archive.writestr("bomb.csv", b"a,b\n" + b"0" * 12_000_000)
        elif kind == 1:
            archive.writestr("inner.zip", _zip(rng)[1])
        elif kind == 2:
            for n in range(2_500):
                archive.writestr(f"{n}.csv", "a,b\n1,2")
        elif kind == 3:
            archive.writestr("../../etc/passwd.csv", _csv(rng)[1])
            archive.writestr("/abs.csv", _csv(rng)[1])
        elif kind == 4:
            link = zipfile.ZipInfo("link.csv")
            link.external_attr = 0o120777 << 16
            archive.writestr(link, "/etc/passwd")
        elif kind == 5:
            archive.writestr("[Content_Types].xml", ENTITIES)
            archive.writestr("xl/workbook.xml", ENTITIES)
            archive.writestr("xl/worksheets/sheet1.xml", ENTITIES)
        else:
            for n in range(3):
                archive.writestr(f"{n}.csv", _csv(rng)[1])
    return "many.zip", out.getvalue()


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">'
    '<!ENTITY d SYSTEM "file:///etc/passwd">]><a>&c;&d;</a>'
)


def _wide(rng: random.Random) -> tuple[str, bytes]:
    width = rng.choice((400, 20_000))
    return "wide.csv", b"\n".join(b",".join([b"Program"] * width) for _ in range(3))


MAKERS: list[Callable[[random.Random], tuple[str, bytes]]] = [
    _csv, _csv, _csv, _xlsx, _xlsx, _json, _json, _tables, _tables, _zip, _wide,
]  # fmt: skip


# -- Harms ----------------------------------------------------------------------------------


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _flip(rng: random.Random, data: bytes) -> bytes:
    held = bytearray(data)
    for _ in range(rng.randrange(1, 12)):
        if held:
            held[rng.randrange(len(held))] = rng.randrange(256)
    return bytes(held)


def _insert(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    some = (
        b"\x00" * 20,
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b'"',
        b"\xe9\xf1",
        b"\r",
        b"PK\x03\x04",
        b"\x1a",
    )
    return data[:at] + rng.choice(some) + data[at:]


def _twice(rng: random.Random, data: bytes) -> bytes:
    return data + data


def _encrypted(rng: random.Random, data: bytes) -> bytes:
    """Say of every part of a ZIP that it is encrypted."""
    return data.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )


HARMS: list[Callable[[random.Random, bytes], bytes]] = [_cut, _flip, _insert, _twice, _encrypted]
