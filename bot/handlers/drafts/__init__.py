"""`POST /api/drafts`: what other systems tell of members, as docs/sources.md says it."""
