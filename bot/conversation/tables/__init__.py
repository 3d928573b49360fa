"""Old logs as tables: which row is the heading, which column is what, and what each row says.

Pure: cells come as plain values, and no file is opened here. What is done about a row is
`bot.services.importing`'s.
"""
