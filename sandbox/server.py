"""The sandbox itself: one loopback server and what hangs together behind it.

Interfaces for whoever builds on it; the parts live in their own rooms.
"""
