"""Open Badges 3.0 for completed cycles: the issuer's keys, what a badge says, what is published.

Knows no SQL and no Slack. What signs and verifies comes with the extra `cpdbot[badges]`, and is
loaded where it is needed alone.
"""
