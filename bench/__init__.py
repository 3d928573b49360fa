"""What the product costs, measured beside what cannot be done for less; never part of the tests."""
