from __future__ import annotations

from pathlib import Path

from cairn_server.worksheets import templates
from cairn_server.worksheets.recordings import slots_of, unused_files

TEMPLATE = templates()["a-safety-beyond-leaving"]
SAFE_NOW = "a-safety-beyond-leaving/start/safe_now#text"
SPANISH = {SAFE_NOW: "¿Es este un momento y un lugar seguro para hablar?"}


def test_a_slot_is_named_by_its_place_and_its_words() -> None:
    (slot,) = slots_of(TEMPLATE, "es", SPANISH)

    assert slot.context == SAFE_NOW
    assert slot.name == "es/a-safety-beyond-leaving/start/safe_now.text.e5af91a1"
    assert slot.file is None


def test_either_kind_of_file_is_found(tmp_path: Path) -> None:
    (slot,) = slots_of(TEMPLATE, "es", SPANISH, audio=tmp_path)
    recording = tmp_path / f"{slot.name}.m4a"
    recording.parent.mkdir(parents=True)
    recording.write_bytes(b"tone")

    (found,) = slots_of(TEMPLATE, "es", SPANISH, audio=tmp_path)

    assert found.file == recording
    assert unused_files(tmp_path, {recording}) == []


def test_a_recording_of_other_words_is_never_used(tmp_path: Path) -> None:
    (slot,) = slots_of(TEMPLATE, "es", SPANISH, audio=tmp_path)
    recording = tmp_path / f"{slot.name}.mp3"
    recording.parent.mkdir(parents=True)
    recording.write_bytes(b"tone")

    (changed,) = slots_of(TEMPLATE, "es", {SAFE_NOW: "¿Puede hablar ahora?"}, audio=tmp_path)

    assert changed.file is None
    assert unused_files(tmp_path, set()) == [recording]


def test_only_what_is_read_aloud_has_a_slot() -> None:
    fields = {s.context.rpartition("#")[2] for s in slots_of(TEMPLATE, "en", {})}

    assert fields == {"text", "help", "title", "intro", "label"} & fields
    assert not [s for s in slots_of(TEMPLATE, "en", {}) if "/" not in s.context]
