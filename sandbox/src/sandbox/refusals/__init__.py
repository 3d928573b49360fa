"""Validation of blocks, messages and views: what Slack refuses, as tables and pure functions.

The tables are the sandbox's own, written from Slack's documentation, so that a limit the builder
library has wrong is not wrong here too.
"""

from sandbox.refusals.payloads import Refusal, check_blocks, check_message, check_view

__all__ = ["Refusal", "check_blocks", "check_message", "check_view"]
