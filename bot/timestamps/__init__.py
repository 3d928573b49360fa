"""RFC 3161 time-stamps: what is asked, and receipts held against a pinned root. No network."""
