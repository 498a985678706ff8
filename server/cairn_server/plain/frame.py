"""What every page has around it: the way out first, then where one is."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import quote

from cairn_server.plain.markup import Child, Html, el
from cairn_server.plain.words import Words, languages, words_in

__all__ = ["HEADERS", "address", "page_of"]

NEUTRAL_PAGE = "/exit.html"  # the app's own: about the weather
ROBOTS = "noindex, nofollow, noarchive"
STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:100%/1.5 sans-serif;max-width:40em;margin:0 auto;padding:0 1em 2em;"
    "background:#fff;color:#111;overflow-wrap:anywhere}"
    # What was visited looks like what was not.
    "a,a:visited{display:inline-block;padding:.2em 0;color:#00509d}"
    "@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}"
    "a,a:visited{color:#9ccbff}}"
    ".leave a{padding:.6em 1em;border:2px solid;font-weight:bold}"
    "ul.rows{list-style:none;padding:0}"
    "ul.rows>li{border-top:1px solid;padding:.6em 0}"
    "p{margin:.4em 0}"
    "label,input,select,button{font-size:1em}"
    "input[type=text],select{display:block;width:100%;box-sizing:border-box;padding:.5em}"
    "input[type=checkbox],input[type=radio]{width:1.5em;height:1.5em;vertical-align:middle}"
    "textarea{display:block;width:100%;box-sizing:border-box;font:inherit}"
    "fieldset{margin:1em 0}fieldset select{display:inline-block;width:auto}"
    "button{padding:.6em 1.5em}"
    ".notice{border-left:.4em solid;padding-left:.8em}"
)
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    # Asked for again each time, by its tag: an entry that is corrected is seen at once.
    "Cache-Control": "no-cache",
    "X-Robots-Tag": ROBOTS,
}


def address(words: Words, *path: str) -> str:
    """Return the address of a page in the language of `words`."""
    return "/".join(("/plain", words.language, *(quote(one, safe="") for one in path)))


def page_of(
    words: Words, title: str, *content: Child, path: str = "", referrer: str = "no-referrer"
) -> bytes:
    """Return a whole page. `path` is what follows the language in its address."""
    there = [
        el("a", words_in(tag).own_name, href=f"/plain/{tag}{path}", lang=tag, hreflang=tag)
        for tag in languages()
        if tag != words.language
    ]
    head = el(
        "head",
        el("meta", charset="utf-8"),
        # The browser's history shows it: nothing of what the page is about.
        el("title", "Cairn"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="robots", content=ROBOTS),
        el("meta", name="referrer", content=referrer),
        el("meta", name="format-detection", content="telephone=no"),
        el("link", rel="icon", href="/icon.svg", type="image/svg+xml"),
        el("style", Html(STYLE)),
    )
    body = el(
        "body",
        el(
            "header",
            el("p", el("a", words.t("Leave this page"), href=NEUTRAL_PAGE), class_="leave"),
            el(
                "nav",
                el("a", words.t("Start page"), href=address(words, "")),
                [(" | ", one) for one in there],
                aria_label=words.t("Pages"),
            ),
        ),
        el("main", el("h1", title, dir="auto"), content),
    )
    page = el("html", head, body, lang=words.language, dir=words.direction)
    return f"<!doctype html>\n{page}\n".encode()
