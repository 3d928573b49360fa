"""What is shown of the record as a whole."""
