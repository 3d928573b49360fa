"""Audit rounds: who is in, the draw, what is handed in, what auditors decide, appeals."""
