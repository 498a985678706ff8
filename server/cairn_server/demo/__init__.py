"""A made-up rural collaborative to look around in, and the public national lines."""

from cairn_server.demo.seed import seed

__all__ = ["seed"]
