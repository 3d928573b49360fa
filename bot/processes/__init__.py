"""Processes of our own that do what is not to be done in this one: read strangers' files, and render
documents. What they may use, how they are watched and how they end; what they do is not here.
"""
