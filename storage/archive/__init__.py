"""Monthly roots over the chains of a workspace, what they were made of, and their receipts."""
