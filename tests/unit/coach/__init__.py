"""Tests of what is asked of a model and what of its answers is taken."""
