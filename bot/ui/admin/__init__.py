"""How administrators' lists and forms look."""
