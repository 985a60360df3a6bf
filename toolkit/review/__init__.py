"""A second opinion from a language model: asked only when told to, believed only where it quotes the text."""

from toolkit.review.asking import Reviewed, review
from toolkit.review.questions import Question, questions

__all__ = ["Question", "Reviewed", "questions", "review"]
