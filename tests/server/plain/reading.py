"""Pages as a text browser reads them: what is seen, where it leads, what is amiss."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from starlette.testclient import TestClient

__all__ = ["TextBrowser", "crawl", "read"]

UNSEEN = frozenset({"style", "script", "title", "head"})
VOID = frozenset({"meta", "link", "input", "br", "hr"})


class TextBrowser(HTMLParser):
    """One page, read without styles and scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.titles: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.label_texts: list[str] = []  # in the order of the labels
        self.faults: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a":
            self.links.append(given.get("href") or "")
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        self.faults += [f"{tag} has {name}" for name in given if name.startswith("on")]
        if tag in ("script", "iframe", "object", "embed", "img"):
            self.faults.append(f"there is a {tag}")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"{tag} ends where it did not begin")

    def handle_data(self, data: str) -> None:
        if "title" in self._open:
            self.titles.append(data)
        if UNSEEN.isdisjoint(self._open) and data.strip():
            self.seen.append(data.strip())
        if self._open[-1:] == ["label"]:
            self.label_texts.append(data.strip())

    @property
    def text(self) -> str:
        """Return what is on the page, a line for each piece."""
        return "\n".join(self.seen)

    def amiss(self) -> list[str]:
        """Return what breaks the rules of every page."""
        found = [*self.faults, *(f"{tag} does not end" for tag in self._open)]
        html = dict(self.elements)["html"]
        if not html.get("lang") or not html.get("dir"):
            found.append("html has no language or direction")
        if self.headings.count(1) != 1 or self.headings[0] != 1:
            found.append(f"its headings are {self.headings}")
        if self.titles != ["Cairn"]:
            found.append(f"its title is {self.titles}")
        if self.links[0] != "/exit.html":
            found.append("the first link does not lead away")
        labelled = {given.get("for") for tag, given in self.elements if tag == "label"}
        for tag, given in self.elements:
            if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
                if given.get("id") not in labelled:
                    found.append(f"{given.get('name')} has no label")
        numbers = [given["id"] for _, given in self.elements if "id" in given]
        if len(numbers) != len(set(numbers)):
            found.append("an ID is there twice")
        return found


def read(html: str) -> TextBrowser:
    page = TextBrowser()
    page.feed(html)
    page.close()
    return page


def crawl(client: TestClient, start: str = "/plain/") -> dict[str, str]:
    """Return every page under `/plain/` that links lead to, by address."""
    pages: dict[str, str] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in pages or not urlsplit(path).path.startswith("/plain"):
            continue
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "set-cookie" not in answer.headers
        pages[path] = answer.text
        if answer.headers["Content-Type"].startswith("text/html"):
            waiting += [
                urljoin(path, link)
                for link in read(answer.text).links
                if not link.startswith(("tel:", "sms:", "mailto:", "http"))
            ]
    return pages
