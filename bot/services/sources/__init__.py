"""Drafts from other systems: what a source tells of members, in their lanes, and whose it is."""
