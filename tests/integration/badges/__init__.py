"""Badges: keys in a folder, what is signed with them, and the command line."""
