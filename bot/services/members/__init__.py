"""Members: what each is told about themselves and about the bot."""
