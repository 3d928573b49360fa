"""How well messages are understood, measured with labelled sets; never part of the tests."""
