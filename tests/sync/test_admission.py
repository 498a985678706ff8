"""The rules without a store; what stores make of them is in the contract."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cairn_sync import Branch, ConflictError, Document, ForbiddenError, Revision, new_edit
from cairn_sync.admission import admit

SHELTER = "service:harbor-house"


def path(text: str) -> tuple[Revision, ...]:
    return tuple(map(Revision.parse, text.split()))


TREE = (Branch(path("2-b 1-a"), deleted=False),)
ENDED = (Branch(path("2-b 1-a"), deleted=True),)


def refuse(live: Sequence[Document], new: Document) -> str | None:
    return "Only editors may."


def replicated(text: str) -> Document:
    return Document(SHELTER, path(text), False, b"{}")


def test_what_changes_nothing_gives_the_very_tree_back() -> None:
    _, tree = admit(TREE, replicated("1-a"), new_edits=False)

    assert tree is TREE


def test_an_edit_is_put_on_the_whole_path_of_its_parent() -> None:
    edit = new_edit(SHELTER, {}, parent=path("2-b"))

    kept, tree = admit(TREE, edit, new_edits=True)

    assert kept.path == tree[0].path == (edit.revision, *path("2-b 1-a"))


def test_an_edit_of_a_deleted_document_is_signed_on_its_tombstone() -> None:
    kept, _ = admit(ENDED, new_edit(SHELTER, {"n": 1}), new_edits=True)

    assert kept == new_edit(SHELTER, {"n": 1}, parent=path("2-b 1-a"))


@pytest.mark.parametrize(
    ("tree", "parent", "deleted"),
    [
        pytest.param(TREE, "", False, id="exists already"),
        pytest.param(TREE, "1-a", False, id="parent is no leaf"),
        pytest.param((), "1-a", False, id="parent is not here"),
        pytest.param(ENDED, "", True, id="is deleted already"),
    ],
)
def test_an_edit_that_extends_no_leaf_conflicts(
    tree: tuple[Branch, ...], parent: str, deleted: bool
) -> None:
    edit = new_edit(SHELTER, {}, parent=path(parent), deleted=deleted)

    with pytest.raises(ConflictError, match=SHELTER):
        admit(tree, edit, new_edits=True, gate=refuse)


def test_the_gates_sentence_is_the_error() -> None:
    with pytest.raises(ForbiddenError, match=r"^Only editors may\.$"):
        admit(TREE, replicated("3-c 2-b"), new_edits=False, gate=refuse)


def test_no_gate_is_asked_of_what_is_known() -> None:
    _, tree = admit(TREE, replicated("2-b 1-a"), new_edits=False, gate=refuse)

    assert tree is TREE


def test_the_gate_sees_after_the_live_leaves_what_has_ended() -> None:
    tree = (*TREE, Branch(path("3-x 2-y"), deleted=True))
    live = Document(SHELTER, TREE[0].path, False, b'{"n":1}')
    seen: list[Document] = []

    def gate(old: Sequence[Document], new: Document) -> str | None:
        seen.extend(old)
        return None

    admit(tree, replicated("3-c 2-b"), new_edits=False, gate=gate, live_leaves=lambda: [live])

    assert seen == [live, Document(SHELTER, path("3-x 2-y"), True, b"{}")]
