"""A phone's voices, in place of the browser's own: what is said is noted, and stays unsaid."""

from __future__ import annotations

import json

from playwright.sync_api import Page

__all__ = ["OWN_VOICES", "give_voices", "said"]

OWN_VOICES = [
    {"name": "Ada", "lang": "en-US", "localService": True, "default": True},
    {"name": "Rosa", "lang": "es-US", "localService": True, "default": False},
]
FAKE = """(voices) => {
  window.said = JSON.parse(sessionStorage.getItem("said") ?? "[]");
  const note = (what) => {
    window.said.push(what);
    // For the page that comes after this one.
    sessionStorage.setItem("said", JSON.stringify(window.said));
  };
  class Utterance extends EventTarget {
    constructor(text) { super(); this.text = text; this.voice = null; this.lang = ""; }
  }
  const synthesis = new EventTarget();
  let now;
  Object.assign(synthesis, {
    getVoices: () => voices,
    speak: (utterance) => {
      now = utterance;
      note(`${utterance.voice?.name ?? "whatever the browser likes"}: ${utterance.text}`);
    },
    cancel: () => { if (now) note("silence"); now = undefined; },
  });
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  window.endOfUtterance = () => { const ended = now; now = undefined; ended?.onend?.(); };
}"""


def give_voices(page: Page, voices: list[dict[str, object]]) -> None:
    """Give the phone these voices from the next page on."""
    page.add_init_script(f"({FAKE})({json.dumps(voices)})")


def said(page: Page) -> list[str]:
    """Return what has been said so far, and each time that it was cut off."""
    heard: list[str] = page.evaluate('() => JSON.parse(sessionStorage.getItem("said") ?? "[]")')
    return heard
