"""RFC 3161 time-stamps: asked for, and their receipts verified against a pinned root. No network."""
