"""One German analysis for documents and questions, whatever engine they meet in: text in, terms out."""

from search.analysis.document import FIELDS, analyse_document
from search.analysis.question import Alternative, Concept, Question, analyse_question

__all__ = ["FIELDS", "Alternative", "Concept", "Question", "analyse_document", "analyse_question"]
