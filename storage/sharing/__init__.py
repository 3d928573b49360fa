"""What members share with one named person, and what that person signs off."""
