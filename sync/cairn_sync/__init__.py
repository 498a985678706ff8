"""Replicate JSON documents between stores with the CouchDB protocol."""
