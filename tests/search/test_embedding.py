"""The adapter to the sentence vectors."""

import os

import numpy as np
import pytest

from search import embedding

needs_the_extra = pytest.mark.skipif(
    not (embedding.available() or "CI" in os.environ), reason="the extra 'semantic' is not installed"
)


@needs_the_extra
def test_vectors_are_normalised_and_near_for_the_same_meaning_in_two_languages() -> None:
    question = embedding.embed_question("Where can I learn German?")
    assert question is not None
    course, doctor = embedding.embed_passages(["Deutschkurse für Anfänger", "Öffnungszeiten des Zahnarztes"])
    assert np.linalg.norm(question) == pytest.approx(1, abs=1e-3)
    assert course @ question > doctor @ question


@needs_the_extra
@pytest.mark.parametrize("text", ["\ud800", "a\0b", "ß" * 10_000])
def test_any_question_has_a_vector_or_none(text: str) -> None:
    vector = embedding.embed_question(text)
    assert vector is None or vector.shape == (embedding.DIMENSIONS,)


def test_an_empty_question_has_none() -> None:
    assert embedding.embed_question(" \n ") is None


def test_without_the_extra_questions_have_no_vector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "available", lambda: False)
    embedding._model.cache_clear()
    try:
        assert embedding.embed_question("Wo lerne ich Deutsch?") is None
        with pytest.raises(RuntimeError):
            embedding.embed_passages(["Text"])
    finally:
        embedding._model.cache_clear()
