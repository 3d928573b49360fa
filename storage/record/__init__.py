"""Entries with evidence, revisions and dialogue; the hash chain; undo; plans."""
