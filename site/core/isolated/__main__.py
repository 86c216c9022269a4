"""The process: argument: a module with `read(content)`; stdin: a file; stdout: what it says, as JSON."""

import json
import resource
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MEMORY = 2 * 2**30  # bytes of address space


def main(module: str) -> None:
    from core.isolated.archive import UnreadableError

    if sys.platform == "linux":  # elsewhere the limit can't be lowered reliably; the caller's clock still runs
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    read = import_module(module).read
    answer: dict[str, object]
    try:
        answer = asdict(read(sys.stdin.buffer.read()))
    except UnreadableError as problem:
        answer = {"problem": str(problem)}
    except MemoryError:
        answer = {"problem": "too_big"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    sys.path += [str(ROOT), str(ROOT / "site")]
    main(sys.argv[1])
