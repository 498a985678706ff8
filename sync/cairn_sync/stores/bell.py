"""The bell: wakes every task that waits for a change, from whatever thread.

A task listens first and looks second, so that no change slips in between.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

__all__ = ["Bell"]


class Bell:
    """Rung after every change; wakes whoever was listening at that moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    @contextmanager
    def listen(self) -> Iterator[asyncio.Event]:
        """Give an event that is set by the first ring from now on."""
        heard = asyncio.Event()
        with self._lock:
            self._listeners[heard] = asyncio.get_running_loop()
        try:
            yield heard
        finally:
            with self._lock:
                del self._listeners[heard]

    def ring(self) -> None:
        with self._lock:
            listeners = list(self._listeners.items())
        for heard, loop in listeners:
            with suppress(RuntimeError):  # that loop has ended; nobody waits in it
                loop.call_soon_threadsafe(heard.set)
