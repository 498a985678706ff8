from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import anyio
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.types import Message

from cairn_server.errors import RequestError
from cairn_server.routes.api import SignInBody
from cairn_server.routes.door import read_body
from cairn_server.settings import Settings


@pytest.mark.anyio
@pytest.mark.parametrize("is_cut", [False, True])
async def test_a_body_that_does_not_come_is_given_up(tmp_path: Path, is_cut: bool) -> None:
    app = Starlette()
    app.state.deployment = SimpleNamespace(settings=Settings(data=tmp_path, stall_seconds=0.01))
    messages = iter([{"type": "http.request", "body": b"{", "more_body": True}])

    async def receive() -> Message:
        message = next(messages, None)
        if message is None and not is_cut:
            await anyio.sleep_forever()
        return message or {"type": "http.disconnect"}

    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "app": app, "method": "POST", "headers": headers}

    with pytest.raises(RequestError) as refused:
        await read_body(Request(scope, receive), SignInBody)
    assert refused.value.status == 408
