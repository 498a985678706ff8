"""What an operator may set, read once at start-up from the environment and ``.env``."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["PREFIX", "Settings", "SettingsError", "load_settings"]

PREFIX = "CAIRN_"
# Read by commands, not settings of the server; see docs/settings.md.
COMMAND_VARIABLES = frozenset(
    {
        "CAIRN_COUCHDB_ADMIN_URL",
        "CAIRN_COUCHDB_PASSWORD",
        "CAIRN_COUCH_ADMIN",
        "CAIRN_INIT_PASSPHRASE",
    }
)
DOTENV = ".env"  # in the folder that the server is started from


class SettingsError(ValueError):
    """A setting is wrong; the message is for the operator, one sentence a line."""


def _expects(what: str) -> Any:
    """Keep, beside a field, what an operator must be told to write there."""
    return {"expects": what}


def _require_origin(text: str) -> str:
    scheme, _, host = text.rstrip("/").partition("://")
    if scheme not in ("http", "https") or not host or set(host) & set("/?#@ "):
        raise ValueError("not an origin")
    return text.rstrip("/")


def _require_http_url(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value().startswith(("http://", "https://")):
        raise ValueError("not a URL")
    return secret


class Settings(BaseSettings):
    """All settings. Each is ``CAIRN_`` and the field's name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=DOTENV, frozen=True, extra="ignore", env_ignore_empty=True
    )

    data: Path = Field(default=Path("data"), json_schema_extra=_expects("a folder's path"))
    host: str = Field(
        default="127.0.0.1", min_length=1, json_schema_extra=_expects("an address of this machine")
    )
    port: int = Field(
        default=8000, ge=0, le=65535, json_schema_extra=_expects("a whole number from 0 to 65535")
    )
    public_origin: Annotated[str, AfterValidator(_require_origin)] | None = Field(
        default=None, json_schema_extra=_expects("an origin such as https://cairn.example.org")
    )
    trusted_proxies: str = Field(
        default="127.0.0.1", json_schema_extra=_expects("addresses with commas between them")
    )
    collaborative: str | None = Field(
        default=None,
        pattern=r"^[a-z][a-z0-9-]*$",
        json_schema_extra=_expects("a name of small letters, digits and dashes"),
    )
    couchdb_url: Annotated[SecretStr, AfterValidator(_require_http_url)] | None = Field(
        default=None,
        json_schema_extra=_expects("a URL such as https://user:password@couch.example.org"),
    )
    device_days: int = Field(
        default=180,
        ge=1,
        le=3650,
        json_schema_extra=_expects("a whole number of days from 1 to 3650"),
    )
    max_exchange_bytes: int = Field(
        default=2**20,
        ge=2**14,
        json_schema_extra=_expects("a whole number of bytes, at least 16384"),
    )
    max_body_bytes: int = Field(
        default=8 * 2**20,
        ge=2**14,
        json_schema_extra=_expects("a whole number of bytes, at least 16384"),
    )
    stall_seconds: float = Field(
        default=60.0,
        gt=0,
        le=3600,
        json_schema_extra=_expects("a number of seconds from 1 to 3600"),
    )
    history_days: int = Field(
        default=1095,
        ge=1,
        le=36500,
        json_schema_extra=_expects("a whole number of days from 1 to 36500"),
    )
    network_private_addresses: bool = Field(
        default=False, json_schema_extra=_expects("true or false")
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", json_schema_extra=_expects("debug, info, warning or error")
    )


def load_settings(**given: Any) -> Settings:
    """Read the environment and ``.env``; `given`, from the command line, goes first.

    Raises:
        SettingsError: naming every variable that is wrong or unknown.
    """
    problems = _name_unknown()
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as exc:
        problems += [_explain(error["loc"][0], error["input"]) for error in exc.errors()]
    else:
        if not problems:
            return settings
    raise SettingsError("\n".join(problems))


def _name_unknown() -> list[str]:
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    there = {name.upper() for name in (*dotenv_values(DOTENV), *os.environ)}
    return [
        f"{name} is not a setting.{_suggest(name, known)}"
        for name in sorted(there - set(known) - COMMAND_VARIABLES)
        if name.startswith(PREFIX)
    ]


def _suggest(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f" Did you mean {close[0]}?" if close else ""


def _explain(field: str | int, value: Any) -> str:
    name = str(field).removeprefix(PREFIX.lower())
    extra = Settings.model_fields[name].json_schema_extra
    expects = extra["expects"] if isinstance(extra, dict) else "another value"
    # The URL of the upstream holds a password, so it is never repeated.
    shown = "set" if name == "couchdb_url" else repr(value)
    return f"{PREFIX}{name.upper()} is {shown}, but must be {expects}."
