"""The resource directory: what its documents may hold, and how they come in."""
