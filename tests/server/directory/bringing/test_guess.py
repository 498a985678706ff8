from __future__ import annotations

import pytest

from cairn_server.directory.bringing.guess import guess_columns
from cairn_server.directory.importing.table import Table, read_table


def table(text: str) -> Table:
    return read_table("list.csv", text.encode())


def test_headings_in_english_and_spanish_are_known() -> None:
    english = table("Agency,Program,Phone,Hours,Web site,Street,City,State,Zip\n")
    spanish = table("Organización,Servicio,Teléfono,Horario,Sitio web,Calle,Ciudad,Estado,C\n")

    wanted = [
        "organization.name",
        "service.name",
        "service.phones",
        "service.schedules",
        "service.url",
        "place.street",
        "place.city",
        "place.state",
    ]
    assert list(guess_columns(english).values())[:8] == wanted
    assert list(guess_columns(spanish).values())[:8] == wanted


@pytest.mark.parametrize(
    ("cells", "choice"),
    [
        (["help@example.org", "a@example.org"], "service.email"),
        (["www.example.org", "https://example.org/x"], "service.url"),
        (["701-555-0161", "(701) 555-0162"], "service.phones"),
        (["Mon-Fri 9-5", "24/7"], "service.schedules"),
        (["12 Elm St, Minot, ND 58701", "1 Oak Ave, Fargo, ND 58102"], "place.whole"),
        (["58701", "58102-0001"], "place.postal_code"),
    ],
)
def test_where_a_heading_says_nothing_the_cells_do(cells: list[str], choice: str) -> None:
    rows = "\n".join(f'Pantry {n},"{cell}"' for n, cell in enumerate(cells))

    assert guess_columns(table(f"Name,F3\n{rows}\n"))["F3"] == choice


def test_one_thing_is_held_by_one_column_but_phones_and_texts() -> None:
    guessed = guess_columns(table("Program,Service,Phone,Hotline,Fax\n"))

    assert list(guessed.values()).count("service.name") == 1
    assert (guessed["Phone"], guessed["Hotline"]) == ("service.phones", "service.phones")
    assert guessed["Fax"] == "service.phones:fax"


def test_a_list_of_agencies_is_a_list_of_services() -> None:
    assert guess_columns(table("Agency,Phone\n"))["Agency"] == "service.name"


def test_an_address_beside_a_city_is_the_street() -> None:
    guessed = guess_columns(table("Program,Address,City,Zip\n"))

    assert guessed["Address"] == "place.street"


def test_a_question_holds_no_phone_and_an_id_no_zip_code() -> None:
    rows = "\n".join(f"Pantry {n},Yes,{46022 + n}" for n in range(9))
    guessed = guess_columns(
        table(f"Name,Same phone number as organization?,Organization ID\n{rows}")
    )

    assert guessed == {"Name": "service.name"}


def test_of_two_words_in_a_heading_the_first_counts() -> None:
    assert guess_columns(table("Name,Website address\n"))["Website address"] == "service.url"
