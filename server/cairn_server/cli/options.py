"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["DataOption"]

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="The data folder. Default: CAIRN_DATA, else ./data."),
]
