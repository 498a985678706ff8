"""Anonymous answers: added to counts at once, and forgotten one by one."""
