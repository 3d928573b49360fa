"""Families of phrases: which ways there are to say a thing, each beside examples of it.

`language` says how a phrase is written and matched; every other module here is one table, which a
person can extend: add a phrase and an example of it, and the tests try both.
"""
