"""The edge: turns requests into store calls, and errors into answers."""
