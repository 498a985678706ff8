"""The ``cairn`` command, one file for each group of commands."""
