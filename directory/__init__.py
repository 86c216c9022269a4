"""The directory: pages of the owners, posts, organisations, offers, and how fresh each entry is."""
