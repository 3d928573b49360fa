"""Where learning happens: messages in channels that somebody marks with an emoji, and workflows."""
