"""What the kernel tells of a process: its CPU seconds and its memory. Linux only."""

from __future__ import annotations

import os
import re
from pathlib import Path

__all__ = ["cpu_seconds", "find_listener", "resident_mb"]

TICKS = os.sysconf("SC_CLK_TCK")  # a second, in the kernel's clock ticks


def cpu_seconds(pid: int) -> float:
    """Return what a process has used up so far, in user and in system mode."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mb(pid: int) -> float:
    """Return the memory that a process holds now, in 10^6 bytes."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found, "the kernel tells no VmRSS"
    return int(found[1]) * 1024 / 1e6


def find_listener(port: int) -> int | None:
    """Return the process that listens on `port` of this machine; None: it cannot be seen."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = {row[9] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port}
    for entry in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            target = os.readlink(entry)
        except OSError:
            continue  # ended meanwhile, or another user's
        if target.startswith("socket:[") and target[8:-1] in listening:
            return int(entry.parts[2])
    return None
