"""What is kept of the coach: see `storage.coaching.suggestions`."""
