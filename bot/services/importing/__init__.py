"""Old logs as files: tables, shown before they count, taken in at once and undone as a whole; and
events of a calendar, gone through one by one.
"""
