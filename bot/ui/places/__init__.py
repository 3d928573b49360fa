"""How what comes from other places in Slack looks."""
