"""What administrators do: rules, roles, members."""
