"""Where learning happens: emoji on messages, and workflows."""
