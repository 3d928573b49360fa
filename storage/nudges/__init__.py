"""Nudges, the pages of a sweep, and times to write up."""
