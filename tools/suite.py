"""The test suite as `make test` runs it: all of it on PostgreSQL, then on SQLite what must run on every database.

Called under `tools.services exec`, which names the servers. Arguments go to both runs of pytest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

NOTHING_COLLECTED = 5


def main() -> int:
    """Run pytest twice; the status of the first failure, else 0."""
    postgres = os.environ.get("TEST_DATABASE_URL", "")
    arguments = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="integrationsnetz-var-") as var:
        first = pytest(["-n", "2", *arguments], DATABASE_URL=postgres, VAR_DIR=var)
        if not postgres:
            return first  # that run was on SQLite already
        second = pytest(["-n", "2", "-m", "every_database", *arguments], DATABASE_URL="", VAR_DIR=var)
    return first or (0 if second == NOTHING_COLLECTED and arguments else second)


def pytest(arguments: list[str], **environment: str) -> int:
    """One run of pytest, told the database by the environment."""
    print(f"\n=== {'PostgreSQL' if environment['DATABASE_URL'] else 'SQLite'} ===", flush=True)
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], env=os.environ | environment).returncode


if __name__ == "__main__":
    sys.exit(main())
