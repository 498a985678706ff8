"""Which content each version of a built-in template had, so that none changes unsaid.

`versions.json` holds a digest for each template and version: of its words, options, types and
rules, not of flags, which readers do not see. When content changes, raise the template's
`version`, note what changed under its `changes`, and record it::

    python -m cairn_server.worksheets.versions            # records versions that are new
    python -m cairn_server.worksheets.versions --again    # before a release only: renews the newest
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import orjson
import typer

from cairn_server.worksheets.catalogue import templates
from cairn_server.worksheets.strings import strings_of
from cairn_server.worksheets.template import Template

__all__ = ["FILE", "Recorded", "digest", "problems_of", "read_recorded"]

FILE = Path(__file__).parent / "versions.json"
NOT_CONTENT = "#retention"  # what the app can keep changes without the worksheet changing

Recorded = dict[str, dict[str, str]]  # digest, by template ID and version


def digest(template: Template) -> str:
    """Return what tells one content from another."""
    content = {
        "words": {
            string.context: string.text
            for string in strings_of(template)
            if not string.context.endswith(NOT_CONTENT)
        },
        "rules": [
            [section.id, section.show_if, [[q.id, q.type, q.show_if] for q in section.questions]]
            for section in template.sections
        ],
    }
    data = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(data).hexdigest()[:32]


def problems_of(found: Mapping[str, Template], recorded: Recorded) -> list[str]:
    """Say what changed without its version being raised, noted and recorded."""
    problems = []
    for id_, template in found.items():
        version = template.version
        known = recorded.get(id_, {}).get(str(version))
        if known is not None and known != digest(template):
            problems.append(
                f"{id_}: its content changed and its version is still {version}: raise it, note "
                "the change under `changes`, and run `python -m cairn_server.worksheets.versions`"
            )
        if known is None:
            problems.append(
                f"{id_}: version {version} is not recorded: run "
                "`python -m cairn_server.worksheets.versions`"
            )
        if version > 1 and version not in [change.version for change in template.changes]:
            problems.append(f"{id_}: `changes` does not say what version {version} changed")
    return problems


def read_recorded() -> Recorded:
    """Return what `versions.json` holds."""
    recorded: Recorded = orjson.loads(FILE.read_bytes())
    return recorded


def main(
    *, again: Annotated[bool, typer.Option(help="Renew the newest version's digest.")] = False
) -> None:
    """Record the versions of the built-in templates."""
    recorded = read_recorded() if FILE.exists() else {}
    for id_, template in templates().items():
        versions = recorded.setdefault(id_, {})
        if again or str(template.version) not in versions:
            versions[str(template.version)] = digest(template)
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    FILE.write_bytes(orjson.dumps(recorded, option=options))
    for problem in problems_of(templates(), recorded):
        typer.echo(problem, err=True)


if __name__ == "__main__":
    typer.run(main)
