from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cairn_server.worksheets import templates
from cairn_server.worksheets.group import join, register_of
from cairn_server.worksheets.group.copies import CopiedRun, table_of, text_of
from cairn_server.worksheets.group.filled import fill

VECTOR: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "vectors" / "group-copies.json").read_text()
)
ROW = "01900000-0000-7000-8000-000000000001"


def run_of(template_id: str, *leaves: dict[str, Any], name: str = "") -> CopiedRun:
    register = join(*(register_of(leaf) for leaf in leaves))
    filled = fill(templates()[template_id], register)
    return CopiedRun(name, "2026-11-03", "", filled)


def answer(value: Any, by: str, dot: int = 1) -> list[dict[str, Any]]:
    return [{"value": value, "by": by, "dot": dot, "seen": {}}]


def service_name(service_id: str) -> str:
    return f"the service {service_id}"


def test_a_run_is_copied_as_the_phone_copies_it() -> None:
    register = join(*(register_of(leaf) for leaf in VECTOR["leaves"]))
    filled = fill(templates()[VECTOR["template"]], register)
    run = CopiedRun(VECTOR["name"], VECTOR["started_on"], VECTOR["finished_on"], filled)

    assert table_of([run], service_name).split("\r\n") == VECTOR["table"]


def test_what_somebody_typed_is_never_a_formula() -> None:
    for typed in ("=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"):
        run = run_of("h3-joint-protocol", {"member": "ana", "answers": {"aim": answer(typed, "a")}})

        assert f'"\'{typed}"' in table_of([run], service_name)


def test_a_text_names_the_agency_and_tells_what_is_not_chosen() -> None:
    run = run_of(
        "h3-joint-protocol",
        {
            "member": "ana",
            "answers": {f"agencies/{ROW}/dir": answer("7", "a"), "aim": answer("Rest", "a", 2)},
        },
        {"member": "ben", "answers": {"aim": answer("Care", "b")}},
        name="With the schools",
    )
    text = text_of([run], service_name)

    assert "With the schools\nStarted 2026-11-03" in text
    assert "- Agency: the service 7" in text
    assert "- Care (not chosen yet)\n- Rest (not chosen yet)" in text


def test_a_rating_is_a_spread() -> None:
    rating = "f2-community-conditions"
    run = run_of(
        rating,
        {"member": "ana", "answers": {"norm_rate": answer(4, "a")}},
        {"member": "ben", "answers": {"norm_rate": answer(2, "b")}},
        {"member": "cy", "answers": {"norm_rate": answer(4, "c")}},
    )

    assert "- 3 people: 2 (Some), 4 (A lot), 4 (A lot)" in text_of([run], service_name)


def test_what_one_phone_alone_could_open_is_copied_once_it_is_answered() -> None:
    answers = {"pay_do": answer("Raise it", "a")}
    run = run_of("i-collaborative-reflection", {"member": "ana", "answers": answers})
    text = text_of([run], service_name)

    assert "- Raise it" in text
    assert text.count("- ") == 1
