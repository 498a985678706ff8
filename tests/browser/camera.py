"""A camera that reads codes: off a picture of the screen or of paper, by a library of its own."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path

from playwright.sync_api import Locator, expect

__all__ = ["codes_read", "width_mm"]

PWA = Path(__file__).parents[2] / "pwa"
# Where a picture's dots become numbers is any browser; what is asked of it is only that.
DOTS = """async (picture) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return { width: image.width, height: image.height, data: Array.from(data) };
}"""
READ = """
import decodeQR from "qr/decode.js";
let told = "";
for await (const chunk of process.stdin) told += chunk;
const { width, height, data } = JSON.parse(told);
process.stdout.write(decodeQR({ width, height, data: Uint8ClampedArray.from(data) }));
"""


def codes_read(codes: Locator) -> list[str]:
    """Return what each of the codes says, once the first is there."""
    expect(codes.first).to_be_visible()  # what draws them is fetched when it is first shown
    return [_read(codes.nth(place)) for place in range(codes.count())]


def width_mm(code: Locator) -> float:
    """Return how wide the code is on paper."""
    box = code.bounding_box()
    assert box is not None
    return box["width"] / 96 * 25.4


def _read(code: Locator) -> str:
    picture = base64.b64encode(code.screenshot()).decode()
    dots = json.dumps(code.page.evaluate(DOTS, picture))
    command = ["node", "--input-type=module", "--eval", READ]
    return subprocess.run(
        command, cwd=PWA, input=dots, capture_output=True, check=True, text=True
    ).stdout
