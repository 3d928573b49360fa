"""What is shared and signed off, in words and windows."""
