"""The checks of an answer: one module for each kind, over `plain`, `facts` and `words`.

`plain` refuses what is no plain text, `facts` what states a number, day, link or name that the
member did not write, `words` compares words, `asking` tells what a question asks for.
"""
