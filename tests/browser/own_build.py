"""A build of the app for one test alone: with recordings, or with a pretend language.

The sources are copied, so that nothing of it can get into the app that is served to others.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from cairn_server.worksheets import templates
from cairn_server.worksheets.recordings import slots_of

__all__ = ["make_build", "quiet_mp3"]

ROOT = Path(__file__).parents[2]
FRAME = bytes([0xFF, 0xFB, 0x10, 0xC0]).ljust(104, b"\0")  # 26 ms of MPEG-1 layer III, mono


def quiet_mp3(frames: int) -> bytes:
    """Return a sound file that every browser plays, and nobody hears."""
    return FRAME * frames


def make_build(folder: Path, *, recorded: str = "", flags: tuple[str, ...] = ()) -> Path:
    """Build the app in `folder`; return where it is.

    `recorded` is the beginning of the places that have a recording, `flags` are for compiling.
    """
    phone, worksheets = folder / "pwa", folder / "server" / "cairn_server" / "worksheets"
    phone.mkdir(parents=True)
    for name in ("src", "build", "public", "locales"):
        ignored = shutil.ignore_patterns("recordings")
        shutil.copytree(ROOT / "pwa" / name, phone / name, ignore=ignored)
    for file in (ROOT / "pwa").glob("*.*"):
        if file.is_file():
            shutil.copy(file, phone)
    (phone / "node_modules").symlink_to((ROOT / "pwa" / "node_modules").resolve())
    shutil.copytree(ROOT / "server" / "cairn_server" / "worksheets", worksheets)
    directory = ROOT / "server" / "cairn_server" / "directory"
    for table in directory.glob("*.json"):  # what the phone and the server both read
        (folder / table.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(table, folder / table.relative_to(ROOT))
    if recorded:
        record(worksheets / "audio", recorded)
    compiling = [sys.executable, "-m", "cairn_server.translations", "compile", *flags]
    subprocess.run([*compiling, "--root", str(folder)], check=True)
    vite = phone / "node_modules" / "vite" / "bin" / "vite.js"
    subprocess.run(
        ["node", str(vite), "build", "--logLevel", "error"], cwd=phone, check=True, timeout=120
    )
    return folder / "server" / "cairn_server" / "static"


def record(audio: Path, places: str) -> None:
    """Put a file where a recording of each of the English strings would be."""
    for template in templates().values():
        for count, slot in enumerate(slots_of(template, "en", {})):
            if slot.context.startswith(places):
                file = audio / f"{slot.name}.mp3"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(quiet_mp3(10 + count))  # each another
