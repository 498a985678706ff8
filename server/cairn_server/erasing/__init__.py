"""Erase a place's past for good, once its address must not be known.

::

    a write --store.py--> the ledger notes it, before it is written
    eraser.py --hiding.py--> a new entry, links led to it, the old one purged, a fact in its place
                 upstream.py--> the same purge at the CouchDB that this server replicates with

Rule 1: what the ledger lists never comes back, by whichever door: `ErasingStore` asks it inside
every write, that of the replicator and of imports too.
Rule 2: every step can be done again. A server that was killed goes on where it was.
Rule 3: neither the ledger nor a log line says anything of what is erased but its ID.
"""
