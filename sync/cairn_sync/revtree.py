r"""The revision tree: every edit of one document, and which leaf wins.

A document edited on two peers apart grows two leaves, and stays that way
until one of them is ended by a tombstone::

    1-a --- 2-b --- 3-c
       \
        2-d                  leaves: 3-c, 2-d   winner: 3-c

The tree is held as its branches, one for each leaf, each the full path from the
leaf down to the oldest ancestor still known. Conflicts are rare and short, so
naming a shared ancestor twice costs less than pointers would.

Rule 1: everything that decides a winner or a conflict lives in this file.
Rule 2: nothing here reads a clock, a disk or a socket, so that two peers
holding the same tree cannot disagree.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cairn_sync.revision import Revision

__all__ = [
    "REVS_LIMIT",
    "Branch",
    "Merge",
    "RevisionTree",
    "knows",
    "live_branches",
    "merge_path",
    "missing_revisions",
    "possible_ancestors",
    "winning_branch",
]

REVS_LIMIT = 1000  # revisions kept of a branch; CouchDB's own default


@dataclass(frozen=True, slots=True)
class Branch:
    """One leaf and the way down to its oldest known ancestor."""

    path: tuple[Revision, ...]  # newest first, at least the leaf itself
    deleted: bool  # True: the leaf is a tombstone

    @property
    def leaf(self) -> Revision:
        return self.path[0]


RevisionTree = tuple[Branch, ...]
"""Every branch of one document, the winning one first; ``()`` for no document."""


class Merge(enum.Enum):
    """What a path did to a tree.

    Source: apache/couchdb ``couch_key_tree.erl``, ``merge/2``.
    """

    NEW_LEAF = "new_leaf"  # extends a leaf, or is the document's first revision
    NEW_BRANCH = "new_branch"  # starts a branch beside what was there: a conflict
    INTERNAL_NODE = "internal_node"  # was known already


def winning_branch(branches: Iterable[Branch]) -> Branch:
    """Choose the branch that every peer shows, without asking any of them.

    A live leaf beats a tombstone; then the higher revision wins.

    Source: apache/couchdb ``couch_doc.erl``, ``to_doc_info_path``: leaves sorted
    down by ``{not deleted, revision}``. The protocol text leaves the rule out.

    Raises:
        ValueError: there are none. A stored document has at least one.
    """
    return max(branches, key=_rank)


def live_branches(tree: RevisionTree) -> list[Branch]:
    """Return the branches that do not end in a tombstone, the winning one first."""
    return [branch for branch in tree if not branch.deleted]


def knows(tree: RevisionTree, revision: Revision) -> bool:
    """Tell whether the revision is a leaf of the tree or an ancestor still remembered."""
    return any(revision in branch.path for branch in tree)


def missing_revisions(tree: RevisionTree, offered: Iterable[Revision]) -> list[Revision]:
    """Return those of `offered` that the tree does not know, each once, in the order offered."""
    known = {revision for branch in tree for revision in branch.path}
    return [revision for revision in dict.fromkeys(offered) if revision not in known]


def possible_ancestors(tree: RevisionTree, missing: Sequence[Revision]) -> list[Revision]:
    """Return the leaves that one of the `missing` revisions may be built on.

    Source: apache/couchdb ``fabric_rpc.erl``, ``possible_ancestors``.
    """
    if not missing:
        return []
    highest = max(rev.generation for rev in missing)
    return sorted(branch.leaf for branch in tree if branch.leaf.generation < highest)


def merge_path(
    tree: RevisionTree,
    path: tuple[Revision, ...],
    *,
    deleted: bool,
    revs_limit: int = REVS_LIMIT,
) -> tuple[RevisionTree, Merge]:
    """Return `tree` with a revision and its ancestors added, and what that did.

    `path` is newest first with falling generations. Paths that share a revision are
    joined there, so the order in which peers learn of revisions does not matter. Of
    each branch the newest `revs_limit` revisions are kept (stemming).

    A revision already known changes nothing but the ancestry behind it, which may grow.
    """
    leaf = path[0]
    if len(tree) == 1 and len(path) > 1 and tree[0].path[: len(path) - 1] == path[1:]:
        # The common case, an edit of the one leaf, needs no graph.
        grown = Branch((leaf, *tree[0].path)[:revs_limit], deleted)
        return (grown,), Merge.NEW_LEAF

    deleted_by_leaf = {branch.leaf: branch.deleted for branch in tree}
    if knows(tree, leaf):
        merge = Merge.INTERNAL_NODE
    elif not tree or any(revision in deleted_by_leaf for revision in path):
        merge = Merge.NEW_LEAF
    else:
        merge = Merge.NEW_BRANCH

    if merge is not Merge.INTERNAL_NODE:
        deleted_by_leaf[leaf] = deleted
    parents = _parents([*(branch.path for branch in tree), path])
    walks = [_walk(parents, revision) for revision in deleted_by_leaf]
    inner = {revision for walk in walks for revision in walk[1:]}
    branches = [
        Branch(walk[:revs_limit], deleted_by_leaf[walk[0]])
        for walk in walks
        if walk[0] not in inner
    ]
    branches.sort(key=_rank, reverse=True)
    return tuple(branches), merge


def _rank(branch: Branch) -> tuple[bool, Revision]:
    return not branch.deleted, branch.leaf


def _parents(paths: Iterable[tuple[Revision, ...]]) -> dict[Revision, Revision]:
    """Join paths into a map from revision to parent.

    Honest peers never name two parents of one revision. Of a forged pair the higher
    counts, which every peer can decide alike in whatever order it hears of them.
    """
    parents: dict[Revision, Revision] = {}
    for path in paths:
        for child, parent in pairwise(path):
            parents[child] = max(parent, parents.get(child, parent))
    return parents


def _walk(parents: dict[Revision, Revision], leaf: Revision) -> tuple[Revision, ...]:
    path = [leaf]
    while parent := parents.get(path[-1]):
        path.append(parent)
    return tuple(path)
