"""What managers and their people are shown of each other."""
