"""The ledger: who uses a practice."""
