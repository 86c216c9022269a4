"""The adoption ledger: who uses a practice in which stage, who may tell so, who counts it, who learns of it."""
