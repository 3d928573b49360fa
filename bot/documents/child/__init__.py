"""What runs in the process that renders a document. Nothing else imports it."""
