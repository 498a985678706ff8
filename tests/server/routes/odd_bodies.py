"""Every door of the application, and bodies that nobody should send to one."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

from tests.server.conftest import DIRECTORY, SERVICE

__all__ = ["Door", "Knock", "doors_of", "knocks_at"]

DEEP = 400  # more than can be printed, less than can be read
ABYSS = 100_000
WORDS = (
    "docs keys doc_ids about name scope _id _rev _revisions template words picks answers "
    "service_id edit protocol cursor url kind mapping rows file login_secret number"
).split()
CONTENT_TYPES = (
    "application/json",
    "application/json",
    "application/json",
    "application/x-ndjson",
    "application/x-www-form-urlencoded",
    "text/plain; charset=utf-16",
    "multipart/form-data; boundary=x",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "\u00e9/\u00e9",
    "",
)
ENCODINGS = (None, None, None, None, "gzip", "deflate", "x", "")
QUERIES = (
    "",
    "",
    "?include_docs=true&conflicts=true",
    "?open_revs=" + quote("[" * DEEP + "]" * DEEP),
    "?keys=" + quote("[" * DEEP + "]" * DEEP),
    "?keys=" + quote('["\\ud800"]'),
    "?startkey=" + quote('"\\ud800"'),
    "?rev=1-" + "a" * 32,
    "?rev=%ff",
    "?since=" + "9" * 40,
    "?limit=" + "9" * 15,
    "?limit=-1&skip=1e9",
    "?doc_ids=" + quote("[[[1]]]") + "&filter=_doc_ids",
    "?heartbeat=0",
    "?q=%00%ff&text=%ed%a0%80",
    "?page=99999999999999999999&per_page=0",
    "?name=%ed%a0%80&near=91,181",
)


@dataclass(frozen=True)
class Door:
    """A method and the path's pattern."""

    method: str
    pattern: str


@dataclass(frozen=True)
class Knock:
    """One odd request."""

    door: Door
    path: str
    content: bytes
    content_type: str
    encoding: str | None

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        given = [(b"content-type", self.content_type.encode())]
        if self.encoding is not None:
            given.append((b"content-encoding", self.encoding.encode()))
        return given


def doors_of(app: Starlette) -> list[Door]:
    """Return every method of every route, in one order."""
    return sorted(set(_walk(app.routes, "")), key=lambda door: (door.pattern, door.method))


def knocks_at(door: Door, chance: random.Random, count: int) -> Iterator[Knock]:
    """Yield odd requests to one door: a body too deep to be printed, and others by chance."""
    bodies = [_wrapped("docs", "[" * DEEP + "]" * DEEP), *chance.sample(_odd_bodies(), count)]
    for place, content in enumerate(bodies):
        path = "".join(_segment(part, chance) for part in _split(door.pattern))
        is_first = place == 0
        content_type = "application/json" if is_first else chance.choice(CONTENT_TYPES)
        encoding = None if is_first else chance.choice(ENCODINGS)
        if encoding == "gzip" and chance.random() < 0.5:
            content = gzip.compress(content)
        query = "" if is_first else chance.choice(QUERIES)
        yield Knock(door, path + query, content, content_type, encoding)


def _walk(routes: Iterable[BaseRoute], above: str) -> Iterator[Door]:
    for route in routes:
        if isinstance(route, Mount):
            yield from _walk(route.routes or (), above + route.path)
        elif isinstance(route, Route):
            handlers = getattr(route.app, "handlers", None)
            for method in sorted(handlers or route.methods or {"GET"}):
                if method not in ("HEAD", "OPTIONS"):
                    yield Door(method, above + route.path)


def _split(pattern: str) -> list[str]:
    return pattern.replace("{", "\0{").replace("}", "}\0").split("\0")


def _segment(part: str, chance: random.Random) -> str:
    """Return what stands for a part of the path: a name that is there, or an odd one."""
    if not part.startswith("{"):
        return part
    usual = {"{db}": DIRECTORY, "{doc_id}": SERVICE, "{language}": "en", "{number}": SERVICE[8:]}
    if part in usual and chance.random() < 0.9:
        return usual[part]
    return chance.choice(("x", "%ed%a0%80", "%ff", "%00", "a" * 3000, "..%2f", SERVICE[8:]))


def _wrapped(name: str, value: str) -> bytes:
    return b'{"%s":%s}' % (name.encode(), value.encode("utf-8", "surrogatepass"))


def _odd_bodies() -> list[bytes]:
    """Return JSON and what is nearly JSON, bare and under the names that doors look for."""
    values = [
        "[" * DEEP + "]" * DEEP,
        '{"a":' * DEEP + "1" + "}" * DEEP,
        "[" * ABYSS,
        "1e999",
        "-1e-999",
        "9" * 400,
        "1" + "0" * 30,
        "NaN",
        "Infinity",
        '"\\ud800"',
        '["\\udfff","a\\u0000b"]',
        "null",
        "true",
        "[]",
        '""',
        '{"a":1,"a":2}',
        "[null,1,[],{},true]",
        '[{"_id":{},"_rev":[]},{"id":[[1]],"rev":{}},{"_id":"\\u0000","_rev":"1-x"}]',
        f'[{{"_id":"{SERVICE}","_rev":"{"9" * 30}-a"}}]',
        '{"start":1e300,"ids":[1]}',
        '"' + "x" * 100_000 + '"',
    ]
    bare = [value.encode("utf-8", "surrogatepass") for value in values]
    named = [_wrapped(name, value) for name in WORDS for value in values]
    broken = [b"", b"\xff\xfe{}", b"\xef\xbb\xbf{}", b'{"docs":[', b"{}{}", b"\0", b"[1,]", b"{}"]
    by_id = [_wrapped(SERVICE, value) for value in values]
    lines = [
        b'{"protocol":1}\n{"database":"%s","edit":%s}\n' % (DIRECTORY.encode(), value)
        for value in bare
    ]
    return [*bare, *named, *broken, *by_id, *lines]
