"""Connections, transactions, threads and prepared statements, on both databases; no table."""
