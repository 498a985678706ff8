"""The line between a phone and the server, as something a test can pull.

A TCP relay on loopback. Pulled, it drops what is open and refuses what comes, as a
phone without signal sees it; every layer of the browser is cut, the service worker
too, which the browser's own "offline" switch does not reach.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType

__all__ = ["Cable"]

CHUNK_BYTES = 16 * 1024


class Cable:
    """A relay from its own port to `target_port`; plugged in at first."""

    def __init__(self, target_port: int) -> None:
        self.target_port = target_port
        self.plugged = True
        self.cut_after_bytes: int | None = None  # of answers, over all connections; then pulled
        self._armed: tuple[bytes, int] | None = None  # (in a request, `cut_after_bytes` from then)
        self.bytes_up = 0
        self.bytes_down = 0
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def pull(self) -> None:
        """Cut every connection; refuse new ones until `plug`."""
        self.plugged = False
        with self._lock:
            cut, self._open = self._open, set()
        for end in cut:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def pull_in_answer_to(self, request: bytes, *, after_bytes: int) -> None:
        """Pull once that many bytes came back to the next request that holds `request`."""
        self._armed = request, after_bytes

    def plug(self) -> None:
        """Put the cable back."""
        self.cut_after_bytes = None
        self.plugged = True

    def __enter__(self) -> Cable:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._listener.close()
        self.pull()

    def _accept(self) -> None:
        while True:
            try:
                phone, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(phone,), daemon=True).start()

    def _join(self, phone: socket.socket) -> None:
        try:
            if not self.plugged:
                raise OSError("the cable is pulled")
            server = socket.create_connection(("127.0.0.1", self.target_port))
        except OSError:
            phone.close()
            return
        with self._lock:
            self._open |= {phone, server}
        threading.Thread(target=self._relay, args=(phone, server, False), daemon=True).start()
        self._relay(server, phone, True)

    def _relay(self, source: socket.socket, target: socket.socket, down: bool) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(CHUNK_BYTES):
                if down and self.cut_after_bytes is not None:
                    chunk, rest = chunk[: self.cut_after_bytes], chunk[self.cut_after_bytes :]
                    self.cut_after_bytes -= len(chunk)
                    target.sendall(chunk)
                    if rest or self.cut_after_bytes == 0:
                        self.pull()
                        return
                else:
                    if not down and self._armed and self._armed[0] in chunk:
                        self.cut_after_bytes, self._armed = self._armed[1], None
                    target.sendall(chunk)
                if down:
                    self.bytes_down += len(chunk)
                else:
                    self.bytes_up += len(chunk)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        with self._lock:
            self._open -= {source, target}
