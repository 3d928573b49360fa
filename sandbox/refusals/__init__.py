"""What Slack refuses, as data and pure functions; no state, no server and no builder library.

The tables are the sandbox's own, written from Slack's documentation, so that a limit the builder
library has wrong is not wrong here too.
"""

from sandbox.refusals.payloads import Refusal, check_blocks, check_message, check_view

__all__ = ["Refusal", "check_blocks", "check_message", "check_view"]
