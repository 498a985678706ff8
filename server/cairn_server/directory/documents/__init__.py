"""The documents of a directory database: one file each."""
