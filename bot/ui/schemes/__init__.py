"""What is shown of the schemes that members are under."""
