"""How answers about the record and the rules look."""
