"""A member's message: what is open, what its parts are, and what is done about each."""
