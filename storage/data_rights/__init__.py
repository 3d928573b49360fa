"""Everything that is kept of one member: exported and erased."""
