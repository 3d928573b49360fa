"""How Slack says that it did not take what was posted to a response_url: in several ways."""

import pytest

from bot.handlers.payloads import refusal_in


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (200, "ok", ""),
        (200, '{"ok": true}', ""),
        (200, "", ""),
        (200, '{"ok": false, "error": "invalid_blocks"}', "invalid_blocks"),
        (400, '{"ok": false, "error": "invalid_blocks"}', "invalid_blocks"),
        (400, "invalid_blocks", "invalid_blocks"),
        (404, '{"ok": false, "error": "used_url"}', "used_url"),
        (500, "<html>oops</html>", "500"),
        (500, "{}", "500"),
        (200, "[1]", ""),
    ],
)
def test_why_slack_did_not_take_it(status: int, body: str, why: str) -> None:
    assert refusal_in(status, body) == why
