"""Cairn's profile of HSDS 3.2: what it adds, and the schemas of what its API answers."""
