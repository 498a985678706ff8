from __future__ import annotations

import re
from pathlib import Path

import pytest

from cairn_server.settings import Settings, SettingsError, load_settings

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_setting_has_its_line_in_the_docs_with_its_default() -> None:
    rows = re.findall(r"^\| `CAIRN_(\w+)` \| (.+?) \|", DOCS.read_text(), re.MULTILINE)
    documented = {name.lower(): default.strip("`") for name, default in rows}

    for name, field in Settings.model_fields.items():
        assert name in documented
        if isinstance(field.default, int | str | Path):
            assert documented[name].casefold() == str(field.default).casefold()


def test_the_environment_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("CAIRN_PORT=8010\nCAIRN_HOST=127.0.0.2\nOTHER=1\n")
    monkeypatch.setenv("CAIRN_PORT", "8020")

    settings = load_settings()

    assert (settings.port, settings.host) == (8020, "127.0.0.2")


def test_the_command_line_goes_before_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAIRN_PORT", "8020")

    assert load_settings(port=8030, host=None).port == 8030


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "eighty", "CAIRN_PORT is 'eighty', but must be a whole number from 0 to 65535."),
        ("PORT", "70000", "CAIRN_PORT is '70000', but must be a whole number from 0 to 65535."),
        (
            "LOG_LEVEL",
            "loud",
            "CAIRN_LOG_LEVEL is 'loud', but must be debug, info, warning or error.",
        ),
        (
            "PUBLIC_ORIGIN",
            "cairn.example.org/app",
            "CAIRN_PUBLIC_ORIGIN is 'cairn.example.org/app', but must be an origin such as "
            "https://cairn.example.org.",
        ),
        (
            "COLLABORATIVE",
            "Bent River",
            "CAIRN_COLLABORATIVE is 'Bent River', but must be a name of small letters, digits "
            "and dashes.",
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(f"CAIRN_{name}", value)

    with pytest.raises(SettingsError) as refused:
        load_settings()

    assert str(refused.value) == sentence


def test_a_wrong_upstream_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAIRN_COUCHDB_URL", "couch.example.org:hunter2@")

    with pytest.raises(SettingsError) as refused:
        load_settings()

    assert str(refused.value).startswith("CAIRN_COUCHDB_URL is set, but must be a URL")
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("from_file", [True, False])
def test_an_unknown_variable_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, from_file: bool
) -> None:
    if from_file:
        (tmp_path / ".env").write_text("CAIRN_PROT=8010\n")
    else:
        monkeypatch.setenv("CAIRN_PROT", "8010")

    with pytest.raises(
        SettingsError, match=r"CAIRN_PROT is not a setting. Did you mean CAIRN_PORT"
    ):
        load_settings()


def test_every_problem_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAIRN_PORT", "x")
    monkeypatch.setenv("CAIRN_DEVICE_DAYS", "0")
    monkeypatch.setenv("CAIRN_NONSENSE", "1")

    with pytest.raises(SettingsError) as refused:
        load_settings()

    assert len(str(refused.value).splitlines()) == 3


def test_the_upstreams_password_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAIRN_COUCHDB_URL", "https://cairn:hunter2@couch.example.org")

    settings = load_settings()

    assert "hunter2" not in repr(settings) + str(settings) + settings.model_dump_json()
