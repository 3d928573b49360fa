"""Questions about the record and the rules: their answers as messages."""
