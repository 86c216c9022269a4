"""One query in, ranked results out. Knows no other app of ours but core."""
