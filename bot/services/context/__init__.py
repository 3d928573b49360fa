"""What services run in: the member context of a unit of work, rules in force, people."""
