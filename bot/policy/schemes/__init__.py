"""A scheme's rules: packs, what an entry is worth, where a member stands. Pure."""
