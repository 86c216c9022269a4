"""Asks a reader about a file, in a process that may die or hang."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)

PROGRAM = Path(__file__).parent / "__main__.py"


def ask(module: str, content: bytes, *, seconds: float) -> dict[str, Any]:
    """What `read(content)` of a module gives, as the fields of its dataclass; or {"problem": why there is nothing}.

    The problem is what the reader's UnreadableError says, "too_big" beyond the limit of memory, "slow" after so many
    seconds, "broken" when the process died.
    """
    command = [sys.executable, "-I", str(PROGRAM), module]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=True)
    except subprocess.TimeoutExpired:
        return {"problem": "slow"}
    except subprocess.CalledProcessError as error:
        logger.warning("%s died of a file: %s", module, error.stderr.decode(errors="replace")[-500:])
        return {"problem": "broken"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
