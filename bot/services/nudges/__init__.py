"""Nudges: their messages, and what follows from them. When one is due is `bot.policy`'s."""
