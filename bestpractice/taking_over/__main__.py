"""Starts bestpractice.taking_over.program, with nothing of the portal but these modules."""

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    sys.path.append(str(Path(__file__).resolve().parents[2]))
    import_module("bestpractice.taking_over.program").main()
