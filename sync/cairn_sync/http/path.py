"""URL paths in which an encoded slash stays part of a name.

ASGI hands over paths decoded, where ``a%2Fb`` and ``a/b`` are the same. Names of
databases and documents may hold slashes, so the surface routes on the encoded path and
decodes one segment at a time.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from starlette.types import ASGIApp, Receive, Scope, Send

from cairn_sync.errors import MalformedError

__all__ = ["EncodedPath", "decode_segment"]

UNRESERVED = "!$&'()*+,;=:@~-._"  # what may stand in a segment as it is, RFC 3986
SPLIT_IDS = ("_design/", "_local/")  # clients encode the slash of these or leave it


class EncodedPath:
    """ASGI middleware: route on the encoded path, each segment spelled in one way."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            raw = scope.get("raw_path") or quote(scope["path"]).encode()
            scope = {**scope, "path": _spell(raw.decode("latin-1"), scope.get("root_path", ""))}
        await self.app(scope, receive, send)


def decode_segment(segment: str) -> str:
    """Return the name that one segment spells.

    Raises:
        MalformedError: it is not UTF-8.
    """
    try:
        return unquote(segment, errors="strict")
    except UnicodeDecodeError as exc:
        raise MalformedError("the URL is not UTF-8") from exc


def _spell(raw_path: str, root_path: str) -> str:
    # The mount's own segments are counted, not compared: they may be spelled differently.
    above = root_path.rstrip("/").count("/")
    segments = raw_path.split("/")[above + 1 :]
    if len(segments) == 2 and unquote(segments[1]).startswith(SPLIT_IDS):
        folder, _, name = unquote(segments[1], errors="surrogateescape").partition("/")
        segments[1:] = [folder, quote(name, safe="", errors="surrogateescape")]
    spelled = (
        quote(unquote(segment, errors="surrogateescape"), UNRESERVED, errors="surrogateescape")
        for segment in segments
    )
    return root_path + "/" + "/".join(spelled)
