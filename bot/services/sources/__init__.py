"""Drafts from other systems: what a source tells of members, in their own lanes, and whose it is."""
