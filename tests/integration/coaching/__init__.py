"""The coach's client against servers that work and servers that do not."""
