"""What the members tell each other."""
