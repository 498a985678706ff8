"""Measure speed and memory as ratios of two sides in one run: ``make bench``.

Ends with 1 when a ratio that is held was not. See docs/benchmarks.md.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.exchanges import FirstLoad, exchange_figures
from tests.benchmarks.figure import Figure
from tests.benchmarks.hsds import hsds_figures
from tests.benchmarks.peers import HAS_STOCK, peer_figures
from tests.benchmarks.phone import phone_figures
from tests.benchmarks.stores import store_figures
from tests.browser.phone import CHROMIUM
from tests.peers import COUCHDB_URL

__all__ = ["main"]


def main() -> int:
    """Measure everything; return the exit status."""
    console = Console(width=None if sys.stdout.isatty() else 140)
    begun = time.monotonic()
    table = Table("Figure", "Ours", "Measured against", "Ratio", "Held to", "")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        for figure in _measure(Path(folder)):
            figures.append(figure)
            verdict = "[green]ok[/]" if figure.is_held else "[bold red]BROKEN[/]"
            ratio = f"{figure.ratio:.3g}"
            table.add_row(
                figure.name, str(figure.ours), str(figure.other), ratio, figure.limit, verdict
            )
            console.print(f"[dim]{figure.name}: {ratio}[/]")
    console.print(table)
    if not HAS_STOCK:
        console.print("Node or tests/stock/node_modules is missing: stock PouchDB was left out.")
    if not CHROMIUM:
        console.print("Chromium is missing, so the phone's own speed was left out.")
    if not COUCHDB_URL:
        console.print("COUCHDB_URL is not set, so CouchDB was left out.")
    broken = [figure for figure in figures if not figure.is_held]
    console.print(
        f"{len(figures)} figures in {time.monotonic() - begun:.0f} s, {len(broken)} broken"
    )
    return 1 if broken else 0


def _measure(folder: Path) -> Iterator[Figure]:
    first_load = FirstLoad()
    yield from store_figures(folder)
    yield from exchange_figures(folder, first_load)
    yield from hsds_figures(folder)
    yield from peer_figures(folder, first_load)
    if CHROMIUM:
        yield from phone_figures(folder)


if __name__ == "__main__":
    sys.exit(main())
