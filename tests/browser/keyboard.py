"""Filling in a form with the keys alone: Tab from control to control, and type."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page

__all__ = ["Plan", "fill"]

MOST_TABS = 1500
HERE = """() => {
  const at = document.activeElement;
  const label = at.labels?.[0]?.textContent ?? at.getAttribute("aria-label") ?? at.textContent;
  return {
    id: at.id, kind: at.tagName === "INPUT" ? at.type : at.tagName.toLowerCase(),
    name: label.trim(), submits: at.type === "submit",
    isFolded: at.tagName === "SUMMARY" && !at.parentElement.open,
  };
}"""
MOVED = """(from) => {
  const at = document.activeElement;
  return at.matches("input, textarea, select") && at.id !== from;
}"""


@dataclass
class Plan:
    """What is typed where; what has been done is taken off."""

    texts: dict[str, str]  # by the control's ID, or by its label
    ticks: list[str] = field(default_factory=list)  # by label, in the order of the form
    presses: list[str] = field(default_factory=list)  # buttons by name, in the order of the form
    steps: dict[str, int] = field(default_factory=dict)  # down a list that opens, by ID

    def left(self) -> list[str]:
        """Return what has not been done."""
        return [*self.texts, *self.ticks, *self.presses, *self.steps]


def fill(page: Page, plan: Plan) -> None:
    """Go through the form once, from where the focus is to its last button."""
    for _ in range(MOST_TABS):
        here = page.evaluate(HERE)
        if here["submits"]:
            assert plan.left() == []
            return
        if _act(page, here, plan):
            continue  # the focus went on by itself
        page.keyboard.press("Tab")
    raise AssertionError(f"the last button was not reached; left: {plan.left()}")


def _act(page: Page, here: dict[str, str], plan: Plan) -> bool:
    """Do what the plan wants of the control; True when the focus has moved."""
    kind, name = here["kind"], here["name"]
    if here["isFolded"]:
        page.keyboard.press("Enter")
    elif kind == "checkbox" and plan.ticks[:1] == [name]:
        plan.ticks.pop(0)
        page.keyboard.press("Space")
    elif kind == "select" and here["id"] in plan.steps:
        for _ in range(plan.steps.pop(here["id"])):
            page.keyboard.press("ArrowDown")
    elif kind == "button" and plan.presses[:1] == [name]:
        plan.presses.pop(0)
        page.keyboard.press("Enter")
        page.wait_for_function(MOVED, arg=here["id"])
        return True
    elif kind not in ("button", "checkbox", "select"):
        for key in (here["id"], name):
            if key in plan.texts:
                page.keyboard.type(plan.texts.pop(key))
                break
    return False
