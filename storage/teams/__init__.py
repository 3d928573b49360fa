"""Who manages whom, and who looked at what."""
