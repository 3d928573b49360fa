"""What is particular to signed HTTP."""
