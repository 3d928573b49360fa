"""Sources as people see them: what waits for administrators, and drafts that came by themselves."""
