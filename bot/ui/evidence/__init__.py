"""Dropped files: how far they are, what they became, and what is asked about them."""
