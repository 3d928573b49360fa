"""What a certificate says: facts, each with its place in the text. Pure."""
