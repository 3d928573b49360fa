"""Badges that were issued."""
