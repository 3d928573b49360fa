"""What entries are worth under a member's schemes, and where the member stands."""
