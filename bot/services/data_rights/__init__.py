"""The record as a whole: what is told of its export and of its erasure."""
