"""Whether a question is German: by its script and its function words, cheaply and without a model."""

from collections.abc import Sequence

from search.analysis.german import is_latin
from search.analysis.stop_words import FUNCTION_WORDS, QUESTION_WORDS

# The commonest words of the languages that newcomers write in Latin script; words that are also German are left out.
FOREIGN_WORDS = frozenset(
    # English
    """
    the of and to is are you that it for on with as at be this have from or by but not what all were we when your can
    there how which she do their if my does where who get find need i me a need about our for help some any could would
    should much many please want
    """.split()
    # French
    + """
    le la les une un et est pour que qui dans sur au aux avec sont nous vous je mon ma mes ce cette il elle où comment
    quel quelle quels quelles puis peut faire quoi pourquoi quand combien trouver besoin ai a l d j qu n c s
    """.split()
    # Spanish, Italian, Portuguese, Romanian
    + """
    el los las y por para con una como dónde cuándo qué puedo mi necesito tengo di che per non il lo gli dove posso come
    mio sono o os um uma onde eu meu preciso si pentru unde pot cum este sunt care
    """.split()
    # Turkish, Polish, Kurdish
    + """
    bir ve için nerede nasıl ne mı mi var ile ben benim nereden gdzie jak czy się i w z na jest mogę dla ez li ji bo çi
    """.split()
) - (FUNCTION_WORDS | QUESTION_WORDS)


def is_german(words: Sequence[str]) -> bool:
    """True unless most words are of another script, or function words of other languages outnumber German ones."""
    if sum(not is_latin(word) for word in words) * 2 > len(words):
        return False
    lower = [word.lower() for word in words]
    german = sum(word in FUNCTION_WORDS or word in QUESTION_WORDS for word in lower)
    return sum(word in FOREIGN_WORDS for word in lower) <= german
