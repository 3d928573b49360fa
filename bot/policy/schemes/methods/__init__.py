"""The methods, a module each: what a scheme goes by, and all that is decided by that.

A module here says what it holds in `METHODS`; nothing else lists it. What a method is stands in
`bot.policy.schemes.method`.
"""
