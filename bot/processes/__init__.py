"""Processes of our own that do what is not to be done in this one: read strangers' files, and
render documents. How they are held to what they may use and how they end; what they do is not here.
"""
