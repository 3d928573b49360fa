"""What a member shows to one named person, for a time, and what that person signs off."""
