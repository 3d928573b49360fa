"""Teams: what managers and their people are told of each other."""
