"""What visitors write to a district: a reported error, a suggested offer, a question; without an account."""
