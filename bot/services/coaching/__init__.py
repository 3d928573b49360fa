"""The coach for a member: allowed, turned on, asked, and what became of what it said."""
