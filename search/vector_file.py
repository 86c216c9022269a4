"""Vectors of texts that are no rows of the portal, kept in a file: a corpus is encoded once, which takes minutes."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from search.embedding import MODEL, Vectors, embed_passages

AT_ONCE = 100  # texts between two saves


def vectors_for(texts: Mapping[str, str], folder: Path, progress: Callable[[int, int], None]) -> dict[str, Vectors]:
    """{text hash: vector} of {text hash: text}; what the file lacks is encoded and added to it, bit by bit."""
    path = folder / f"vectors-{MODEL}.npz"
    known = _read(path)
    missing = [text_hash for text_hash in texts if text_hash not in known]
    for start in range(0, len(missing), AT_ONCE):
        progress(start, len(missing))
        batch = missing[start : start + AT_ONCE]
        known |= dict(zip(batch, embed_passages([texts[text_hash] for text_hash in batch]), strict=True))
        _write(path, known)
    return {text_hash: known[text_hash] for text_hash in texts}


def _read(path: Path) -> dict[str, Vectors]:
    if not path.exists():
        return {}
    with np.load(path) as file:
        return dict(zip(file["hashes"].tolist(), file["matrix"], strict=True))


def _write(path: Path, known: Mapping[str, Vectors]) -> None:
    """In one step: a run that is broken off leaves a whole file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part.npz")
    np.savez(temporary, hashes=np.array(list(known)), matrix=np.stack(list(known.values())))
    temporary.replace(path)
