"""Will it work here? Who like us uses a practice, and whether its requirements are met in our district."""
