"""Audit rounds as they are kept: rounds with their populations, and those who were drawn."""
