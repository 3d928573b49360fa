"""The member's record: what is said of its entries. What is done with them stands beside it."""
