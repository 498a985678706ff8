"""The doors, one file each: they turn requests into calls and errors into answers."""
