"""Who is due a nudge, and for what: triggers, repetition, hours. Pure."""
