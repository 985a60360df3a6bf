"""Whether a future is told by somebody who does not speak for whom it binds: an observer, another state, the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from toolkit.nlp.commitments.binding import role_words
from toolkit.nlp.commitments.frames.frame import Frame
from toolkit.nlp.commitments.parties import PartyFinder
from toolkit.nlp.commitments.words import NAMED, words
from toolkit.nlp.document.lemmas import any_word, lemma_of
from toolkit.nlp.layers import AttributionSpan
from toolkit.records import ActorType

_INDEFINITE = frozenset({"a", "an", "any", "some"})
_OTHERS = frozenset({"they", "he", "she", "it", "you"})
"""Pronouns that, inside a quotation, mean somebody else than who speaks."""


@dataclass(frozen=True)
class Telling:
    """Who tells of an undertaking, and who would be bound by it.

    Attributes
    ----------
    finder
        What finds the actors behind noun phrases.
    frame
        The frame.
    statement
        The attribution that it stands in; ``None`` where the article tells it on its own.
    speakers
        Keys of the actors who say it.
    parties
        Keys of the actors who would be bound.
    """

    finder: PartyFinder
    frame: Frame
    statement: AttributionSpan | None
    speakers: Sequence[int]
    parties: Sequence[int]

    def is_foretold(self) -> bool:
        """Whether nobody undertakes anything: somebody who does not speak for the parties tells what they will do."""
        frame = self.frame
        if frame.rule == "will-under" or not (frame.modal or frame.rule.startswith(("adjective", "noun"))):
            return False
        if frame.holder is None and not self.parties and frame.rule != "will-passive":
            return not frame.rule.startswith("document") or self._is_told_by_others()
        return (frame.modal and self._is_of_another(frame.holder)) or self._is_told_by_others()

    def _is_told_by_others(self) -> bool:
        """Whether an observer, or an official of another state than that of the parties, tells it."""
        if self.statement is None:
            return False
        if self.statement.source_head is not None and self._is_observer(self.statement.source_head):
            return not set(self.speakers) & set(self.parties)
        theirs, whose = self._countries(self.speakers), self._countries(self.parties)
        return self.frame.modal and self._is_official() and bool(theirs and whose) and not theirs & whose

    def _countries(self, keys: Sequence[int]) -> set[str | None]:
        return {self.finder.actors[key].country for key in keys} - {None}

    def _is_official(self) -> bool:
        speakers = (self.finder.actors[key] for key in self.speakers)
        return any(c.plover_sector == "GOV" or c.type == ActorType.STATE for c in speakers)

    def _is_observer(self, source_head: int) -> bool:
        """Whether who says it comments and does not act: an analyst."""
        if lemma_of(self.finder.layers.doc[source_head]) in words("observers"):
            return True
        return any(role_words(self.finder.actors[key]) & words("observers") for key in self.speakers)

    def _is_of_another(self, holder: Token | None) -> bool:
        """Whether a holder cannot be who speaks: "a group", "they will pay" in a quotation, "it would help" of a thing."""
        if holder is None or _indefinite(holder):
            return holder is not None
        if holder.pos_ != "PRON" or self.statement is None or self._by_spokesman(self.statement):
            return False
        if holder.lower_ in _OTHERS and self._is_quoted(holder):
            return True
        return holder.lower_ == "it" and not self.finder.registry.resolve(holder) and self._by_private_person()

    def _is_quoted(self, token: Token) -> bool:
        return any(quote.start <= token.i < quote.end for quote in self.finder.layers.quotes)

    def _by_private_person(self) -> bool:
        """Whether a person says it who speaks for no state."""
        persons = [k for k in self.speakers if self.finder.actors[k].type == ActorType.PERSON]
        return bool(persons) and self.finder.binding.bound(persons) == tuple(persons)

    def _by_spokesman(self, statement: AttributionSpan) -> bool:
        """Whether a spokesman says it: "it" and "they" are whom he speaks for."""
        if statement.source_head is None:
            return False
        return self.finder.layers.doc[statement.source_head].lower_.startswith("spokes")


def _indefinite(holder: Token) -> bool:
    """ "A technical group will meet": nobody the article knows."""
    named = any(t.ent_type_ in NAMED for t in holder.subtree)
    return not named and any_word(holder.children, _INDEFINITE)
