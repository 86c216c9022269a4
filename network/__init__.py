"""What the members tell each other: announcements today; needs, requests and round tables come here."""
