"""How the coach looks: what it is, what it said, what was sent, and what is done about it."""
