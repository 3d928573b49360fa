"""A record as a document: what stands in one, and how it becomes a PDF, a Word file, a workbook or
a page of HTML. Plain values in, bytes out; no SQL, no Slack, no clock.
"""
