"""Inbox, outbox and jobs: three queues on one table shape, and leases."""
