"""The demo: the sandbox and the bot in one process, with people whose records are two years old."""
