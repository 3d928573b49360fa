"""Imports: files of rows on their way into the record, and the entries that nobody sees yet."""
