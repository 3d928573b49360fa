"""Slack in: the front door, events, and interactions; each becomes an action that is done."""
