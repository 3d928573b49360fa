"""Subject frameworks: what a category asks for in each subject, and where a member stands. Pure."""
