"""A room that the product does not have: what it declares is found without being listed anywhere.

Its messages show words of the member's, which are forgotten once they are sent.
"""
