"""The places a database can live in; each keeps every promise of `Store`."""
