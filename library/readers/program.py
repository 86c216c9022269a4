"""One file in (stdin), its text out (stdout, JSON), within a limit of memory."""

import json
import resource
import sys
from dataclasses import asdict

from library.readers import UnreadableError, read

MEMORY = 2 * 2**30  # bytes of address space


def main() -> None:
    if sys.platform == "linux":  # elsewhere the limit can't be lowered reliably; the caller's clock still runs
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answer: dict[str, object]
    try:
        answer = asdict(read(sys.stdin.buffer.read()))
    except UnreadableError as problem:
        answer = {"problem": str(problem)}
    except MemoryError:
        answer = {"problem": "too_big"}
    json.dump(answer, sys.stdout)
