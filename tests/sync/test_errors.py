from __future__ import annotations

import pytest

from cairn_sync import errors


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_is_in_the_tree_that_the_docstring_draws(name: str) -> None:
    assert issubclass(getattr(errors, name), errors.SyncError)
    assert errors.__doc__ is not None
    assert name in errors.__doc__
