"""Members, and what units ask of them again and again."""
