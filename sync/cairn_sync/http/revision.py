"""Which revisions are new here: the question that starts every replication."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from cairn_sync.errors import MalformedError
from cairn_sync.http.call import Call, json_answer, resource
from cairn_sync.revision import Revision

__all__ = ["routes"]


async def revs_diff(call: Call) -> Response:
    store = await call.store()
    lacking = await store.revs_diff(_parse(await call.json_object()))
    answer: dict[str, Any] = {}
    for doc_id, lack in lacking.items():
        answer[doc_id] = {"missing": [str(revision) for revision in lack.missing]}
        if lack.possible_ancestors:
            ancestors = [str(revision) for revision in lack.possible_ancestors]
            answer[doc_id]["possible_ancestors"] = ancestors
    return json_answer(answer)


async def missing_revs(call: Call) -> Response:
    """Answer the same in the form that old clients read."""
    store = await call.store()
    lacking = await store.revs_diff(_parse(await call.json_object()))
    missing = {doc_id: [str(rev) for rev in lack.missing] for doc_id, lack in lacking.items()}
    return json_answer({"missing_revs": missing})


def _parse(body: dict[str, Any]) -> dict[str, list[Revision]]:
    for doc_id, revs in body.items():
        if not isinstance(revs, list):
            raise MalformedError(f"the revisions of {doc_id!r} must be a list")
    return {doc_id: [Revision.parse(rev) for rev in revs] for doc_id, revs in body.items()}


routes = [
    resource("/{db}/_revs_diff", POST=revs_diff),
    resource("/{db}/_missing_revs", POST=missing_revs),
]
