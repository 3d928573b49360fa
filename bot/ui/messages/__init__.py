"""Messages and pages of rooms whose name a module of `bot.ui` has still."""
