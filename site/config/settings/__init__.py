"""Settings per place of use: dev (make run), test, production; what they share is in base."""
