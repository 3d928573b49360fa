"""What is shown of the member's record."""
