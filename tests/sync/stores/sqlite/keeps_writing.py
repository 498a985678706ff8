"""A process that writes batches until it is killed, and prints what was acknowledged.

``python keeps_writing.py FOLDER NAME WRITERS``: a line ``batch-id`` for each batch on disk.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

import anyio

from cairn_sync import Document, Revision, Store
from cairn_sync.stores.sqlite import SqliteDatabases

BATCH = 5  # documents


async def keep_writing(store: Store, writer: str) -> None:
    for n in count():
        await store.bulk_docs(
            [
                Document(f"{writer}-{n}:{place}", (Revision(1, "a"),), False, b'{"n":1}')
                for place in range(BATCH)
            ]
        )
        os.write(sys.stdout.fileno(), f"{writer}-{n}\n".encode())


async def main(folder: Path, name: str, writers: int) -> None:
    store = await SqliteDatabases(folder).open(name)
    async with anyio.create_task_group() as tasks:
        for writer in range(writers):
            tasks.start_soon(keep_writing, store, f"{os.getpid()}-{writer}")


if __name__ == "__main__":
    anyio.run(main, Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
