from __future__ import annotations

from cairn_server.network.listing import Listing
from cairn_server.network.plan import plan_fetch
from cairn_sync.document import Document, new_edit

ORIGIN = new_edit("origin:1", {"type": "origin", "schema": 1, "name": "Hills"})


def body(name: str) -> dict[str, object]:
    return {"type": "service", "schema": 1, "name": name}


def listing(*names: str) -> Listing:
    return Listing({f"service:{name}": body(name) for name in names})


def held(*names: str) -> dict[str, Document]:
    documents = [new_edit(f"service:{name}", body(name)) for name in names]
    return {one.doc_id: one for one in (*documents, ORIGIN)}


def test_what_is_here_already_makes_no_edit() -> None:
    plan = plan_fetch(held("a", "b"), listing("a", "b"), whole=True)

    assert plan.edits == []
    assert plan.entries == 2


def test_a_change_stands_on_what_is_here() -> None:
    now = held("a")
    changed = Listing({"service:a": body("changed")})

    [edit] = plan_fetch(now, changed, whole=True).edits

    assert edit.path[1:] == now["service:a"].path


def test_what_is_gone_there_goes_here_but_not_whose_it_is() -> None:
    [edit] = plan_fetch(held("a", "b"), listing("a"), whole=True).edits

    assert (edit.doc_id, edit.deleted) == ("service:b", True)


def test_a_quick_look_takes_nothing_away_but_what_cannot_be_read_any_more() -> None:
    quick = Listing({"service:c": body("c")}, refused={"service:a": "a"})

    plan = plan_fetch(held("a", "b"), quick, whole=False)

    assert [(one.doc_id, one.deleted) for one in plan.edits] == [
        ("service:c", False),
        ("service:a", True),
    ]
    assert plan.entries == 2


def test_more_than_half_does_not_vanish_before_somebody_has_said_so() -> None:
    now = held("a", "b", "c")

    plan = plan_fetch(now, listing("a"), whole=True)
    accepted = plan_fetch(now, listing("a"), whole=True, accepts_loss=True)

    assert (plan.edits, plan.would_go, plan.entries) == ([], 2, 3)
    assert [one.doc_id for one in accepted.edits] == ["service:b", "service:c"]
    assert (accepted.would_go, accepted.entries) == (0, 1)


def test_half_may_go_by_itself() -> None:
    assert len(plan_fetch(held("a", "b"), listing("a"), whole=True).edits) == 1


def test_a_place_that_a_changed_service_has_left_goes_at_a_quick_look_unless_another_is_there() -> (
    None
):
    def at(name: str, place: str) -> dict[str, object]:
        return body(name) | {"service_at_locations": [{"location_id": place}]}

    places = [new_edit(f"location:{one}", {"type": "location"}) for one in ("left", "shared")]
    services = [
        new_edit("service:a", at("a", "left")),
        new_edit("service:b", at("b", "shared")),
        new_edit("service:c", at("c", "shared")),
    ]
    now = {one.doc_id: one for one in (*places, *services, ORIGIN)}
    moved = {"service:a": at("a", "anew"), "service:b": at("b", "anew")}

    plan = plan_fetch(now, Listing({**moved, "location:anew": {}}), whole=False)

    assert [one.doc_id for one in plan.edits if one.deleted] == ["location:left"]
