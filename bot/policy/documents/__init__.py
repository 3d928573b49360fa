"""Packs and frameworks as an administrator or operator loads them: read, kept as text. Pure."""
