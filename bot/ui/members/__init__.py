"""What members are shown of themselves and of the bot."""
