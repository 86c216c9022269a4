"""What every engine promises, told once: each test runs on each engine, and on each database."""
