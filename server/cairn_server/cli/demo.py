"""What ``cairn serve --demo`` finds in its data folder: made-up people and entries."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from cairn_server.accounts.passphrase import derive_login_secret
from cairn_server.deployment import DeploymentError, create_databases, open_deployment
from cairn_server.settings import Settings
from cairn_sync.store import Databases

__all__ = ["COLLABORATIVE", "PEOPLE", "DemoPerson", "prepare_demo"]

COLLABORATIVE = "demo"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody to sign in as. The passphrase is printed, and plainly for the demo."""

    name: str
    display_name: str
    roles: frozenset[str]
    passphrase: str


PEOPLE = (
    DemoPerson("dana", "Dana Whitefeather", frozenset({"advocate"}), "demo-dana"),
    DemoPerson("elena", "Elena Ortiz", frozenset({"advocate", "editor"}), "demo-elena"),
    DemoPerson(
        "carmen", "Carmen Bell", frozenset({"advocate", "editor", "coordinator"}), "demo-carmen"
    ),
)


async def prepare_demo(settings: Settings, databases: Databases) -> None:
    """Fill the data folder where it is empty. Safe to repeat; nothing is ever overwritten.

    Raises:
        DeploymentError: the folder holds a real deployment. The demo's passphrases are
            public, so its people must never be added to one.
    """
    there = [name for name in await databases.names() if name.startswith("directory-")]
    if there and there != [f"directory-{COLLABORATIVE}"]:
        raise DeploymentError(
            f"{str(settings.data)!r} holds a real deployment. Choose another folder for the "
            "demo with --data."
        )
    await create_databases(databases, COLLABORATIVE)
    deployment = await open_deployment(settings, databases)
    for person in PEOPLE:
        if deployment.roster.find(person.name) is None:
            await deployment.roster.add_member(
                person.name,
                display_name=person.display_name,
                roles=person.roles,
                derive=functools.partial(derive_login_secret, person.passphrase),
            )
    directory = await databases.open(f"directory-{COLLABORATIVE}")
    if not (await directory.info()).doc_count:
        # Imported here: only a first start needs the made-up entries.
        from cairn_server.demo import seed

        await seed(databases, COLLABORATIVE)
    commons = await databases.open(f"commons-{COLLABORATIVE}")
    if not (await commons.info()).doc_count:
        from cairn_server.demo.shared_space import seed_shared_space

        await seed_shared_space(databases, COLLABORATIVE)
