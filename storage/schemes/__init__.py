"""Enrolments, and what entries are worth."""
