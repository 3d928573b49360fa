"""How nudges, the weekly review and the form for a time to write up look."""
