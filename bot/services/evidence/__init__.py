"""Dropped files: what follows once a job has looked at them. Files as evidence of an entry are
`bot.services.record.evidence`'s, their bytes `storage.evidence`'s.
"""
