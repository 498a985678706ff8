"""What the server writes when entries of the directory were changed at the same time. Pure.

Rule 1: `next_writes` is a function of the leaves, so two servers that hold the same leaves
write the same revisions, and a server that was killed goes on where it was.
Rule 2: first the merge, and only once it is there an end for each leaf it holds all of.
Rule 3: a place that was taken out because its address must not be known stays out, and a
merge never brings an address back.
Rule 4: an entry that somebody deleted while another changed it is there, and whether it is still
offered is for a person to decide. Only deletions that say what they end count: an end that a
merge made says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cairn_server.directory.confidential import ALLOWED, hides_place, said_instead
from cairn_server.directory.field import INSTANT_FORM, UUID_FORM
from cairn_server.whereabouts import is_marked
from cairn_sync.claim import Claim, Dot, event_name, value_name
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import MalformedError
from cairn_sync.merge import MergeRules, add_claims, merge_bodies

__all__ = ["DIRECTORY_RULES", "MERGED_TYPES", "next_writes"]

STATED = frozenset({"organization", "service", "location"})
RETIRED = ({"state": "retired"},)  # what a deletion beside a change says of the entry
MERGED_TYPES = frozenset("organization service location taxonomy taxonomy_term".split())


# Held with `pwa/src/data/merge-rules.ts` to tests/vectors/merge.json.
DIRECTORY_RULES = MergeRules(
    highest=frozenset({"last_modified"}),
    latest=frozenset({"assured_date"}),
    keys={
        "accessibility": "description",
        "attempts": "",
        "categories": "",
        "languages": "code",
        "phones": "number",
        "required_documents": "document",
        "service_areas": "name",
        "service_at_locations": "location_id",
    },
    weekly=frozenset({"schedules"}),
    together={
        "latitude": ("latitude", "longitude"),
        "minimum_age": ("minimum_age", "maximum_age"),
        "state": ("state", "replaced_by"),
    },
    # An address that was taken away may have been taken away for somebody's safety.
    forgets=frozenset({"addresses", "latitude", "transportation"}),
    mark="confidential",
    open_fields=ALLOWED,
    hides=hides_place,
    instead=said_instead,
)


def next_writes(
    leaves: Sequence[Document], check: Callable[[str, Mapping[str, Any]], str | None]
) -> list[Document]:
    """Return what is to be written next; ``[]``: nothing is left to merge.

    `leaves` is every leaf of one document, tombstones with their bodies. Leaves that the
    directory may not hold stay as they are; so do all, if the merge would be one of those.
    """
    live = sorted(
        (leaf for leaf in leaves if not leaf.deleted), key=lambda leaf: leaf.revision, reverse=True
    )
    if not live or live[0].doc_id.partition(":")[0] not in MERGED_TYPES:
        return []
    was_hidden = any(leaf.deleted and is_marked(leaf.parsed_body()) for leaf in leaves)
    if was_hidden and live[0].doc_id.startswith("location:"):
        ended = {"type": "location", "schema": 1, "confidential": True}
        return [new_edit(leaf.doc_id, ended, parent=leaf.path, deleted=True) for leaf in live]
    fit = [leaf for leaf in live if check(leaf.doc_id, leaf.parsed_body()) is None]
    if not fit or any(is_marked(leaf.parsed_body()) for leaf in live if leaf not in fit):
        return []
    deletions = _deletions(leaves)
    return _merge_fit(fit, deletions, check) if len(fit) + len(deletions) > 1 else []


def _deletions(leaves: Sequence[Document]) -> list[Claim]:
    """Return what the ends of an entry claim: that it is no longer offered."""
    claims = []
    for leaf in leaves:
        body = leaf.parsed_body() if leaf.deleted else {}
        if body.get("type") not in STATED or is_marked(body):
            continue
        by, at = body.get("by"), body.get("at")
        dot = Dot(
            leaf.revision.generation,
            event_name(str(leaf.revision), by=None, at=None),
            value_name("state", RETIRED),
        )
        claims.append(
            Claim(
                dot,
                RETIRED,
                by if isinstance(by, str) and UUID_FORM.fullmatch(by) else None,
                at if isinstance(at, str) and INSTANT_FORM.fullmatch(at) else None,
            )
        )
    return claims


def _merge_fit(
    fit: Sequence[Document],
    deletions: Sequence[Claim],
    check: Callable[[str, Mapping[str, Any]], str | None],
) -> list[Document]:
    winner, *losers = fit
    try:
        merged = merge_bodies([leaf.parsed_body() for leaf in fit], DIRECTORY_RULES)
        if deletions:
            merged = add_claims(merged, "state", deletions, DIRECTORY_RULES)
        if merge_bodies([winner.parsed_body()], DIRECTORY_RULES) == merged:
            return [new_edit(leaf.doc_id, {}, parent=leaf.path, deleted=True) for leaf in losers]
    except MalformedError:
        return []
    if check(winner.doc_id, merged) is not None:
        return []
    return [new_edit(winner.doc_id, merged, parent=winner.path)]
