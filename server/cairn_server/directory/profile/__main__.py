"""Write the profile's files anew: ``python -m cairn_server.directory.profile``."""

from __future__ import annotations

from cairn_server.directory.profile.files import PUBLISHED, written_files

for path, content in written_files().items():
    file = PUBLISHED / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
