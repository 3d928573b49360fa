"""Audit rounds: who is in, a draw that can be repeated, decisions, appeals and what they change."""
