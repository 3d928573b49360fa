"""Documents rendered, in a process of their own."""
