"""What every room builds from: Block Kit, escaping, ids, how dates and numbers are written."""
