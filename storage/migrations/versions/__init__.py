"""One file a step: 0001, 0002, … Each says what it does in its first line."""
