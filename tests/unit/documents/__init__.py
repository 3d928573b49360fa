"""What stands in a document, without rendering it."""
