"""Commitments: commissive frames with their parties, deadlines, conditions and reporters."""

from __future__ import annotations

from typing import TypeVar

from spacy.tokens import Doc, Token

from toolkit.nlp.commitments.conditions import condition_of
from toolkit.nlp.commitments.confidence import confidences, party_rule
from toolkit.nlp.commitments.counterparts import counterparts, implied, other_side
from toolkit.nlp.commitments.deadlines import LIMITS, deadline_of, is_at_once, since_undertaken
from toolkit.nlp.commitments.foretold import Telling
from toolkit.nlp.commitments.frames.find import find_frames
from toolkit.nlp.commitments.frames.frame import Action, Frame
from toolkit.nlp.commitments.parties import PartyFinder, is_personal, phrase
from toolkit.nlp.commitments.plover import plover_code
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.grammar import conjuncts
from toolkit.nlp.document.lemmas import any_word, lemma_of
from toolkit.nlp.document.parsing import paragraphs
from toolkit.nlp.layers import AttributionSpan, CommitmentSpan, Layers, Range, Ranges, TimeExpression
from toolkit.records import ActorType, CommitmentKind, CommitmentStatus

_T = TypeVar("_T")
_NEAR = 3
"""A negation stands nearer than this before its verb: "not to pay", "not even to pay"."""


def find_commitments(layers: Layers) -> None:
    """Find the commitments, refusals and threats of the Doc and put them into ``layers.commitments``, in text order."""
    finder = _Finder(layers)
    for frame in find_frames(layers.doc, layers.quotes):
        layers.commitments.extend(finder.commitments(frame))
    layers.commitments.sort(key=lambda c: (c.action, c.trigger))


class _Finder:
    """What turns the frames of one Doc into commitments; remembers who agreed last."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.parties = PartyFinder(layers)
        self.in_play: tuple[int, ...] = ()
        self.terms: int | None = None

    def commitments(self, frame: Frame) -> list[CommitmentSpan]:
        """The commitments of a frame, one for each action; none where somebody else's future is foretold."""
        index = self._attribution(frame)
        statement = None if index is None else self.layers.attributions[index]
        speakers = self._speakers(statement)
        parties = self._parties(frame, statement, speakers)
        if Telling(self.parties, frame, statement, speakers, parties).is_foretold():
            self.parties.actors.drop()
            return []
        self.parties.actors.keep()
        if len(parties) > 1:
            self.in_play = parties
        reporters = self._reporters(index) or self._own_words(frame)
        deadlines, conditions = self._deadlines(frame), self._conditions(frame)
        rows = [
            self._row(frame, action, parties, deadline, condition, reporters, index)
            for action, deadline, condition in zip(frame.actions, deadlines, conditions, strict=True)
        ]
        self.parties.actors.keep()
        return rows

    def _row(
        self,
        frame: Frame,
        action: Action,
        parties: tuple[int, ...],
        deadline: TimeExpression | None,
        condition: Range | None,
        reporters: tuple[int, ...],
        attribution: int | None,
    ) -> CommitmentSpan:
        status = self._status(frame, action, parties)
        if condition is not None and frame.kind == CommitmentKind.COMMITMENT and _is_clause(self.layers, condition):
            status = CommitmentStatus.CONDITIONAL
        found_by = party_rule(self.parties, frame, parties)
        confidence, party_confidence = confidences(frame.rule, found_by)
        return CommitmentSpan(
            kind=frame.kind,
            status=status,
            trigger=frame.trigger,
            action=(_with_negation(action) if frame.kind == CommitmentKind.COMMITMENT else action.range,),
            action_head=action.head.i,
            parties=parties,
            party=self._party_words(frame),
            counterparts=self._counterparts(frame, action, parties, condition, attribution),
            deadline=deadline,
            condition=condition,
            reported_by=reporters,
            attribution=attribution,
            plover=plover_code(frame, action),
            rule=frame.rule,
            confidence=confidence,
            party_rule=found_by,
            party_confidence=party_confidence,
        )

    def _status(self, frame: Frame, action: Action, parties: tuple[int, ...]) -> CommitmentStatus:
        """The frame's status; a future that the article tells on its own is read by what stands around it.

        Agreed if it tells the terms of what was agreed (after "under the accord", or of several parties), planned if it
        is an appointment, else pledged.
        """
        paragraph = paragraph_of(self.layers.doc, frame.anchor.i)
        if frame.rule == "will-under":
            self.terms = paragraph
        if frame.status != CommitmentStatus.PLANNED or frame.rule != "will":
            return frame.status
        if lemma_of(action.head) in words("appointments"):
            return CommitmentStatus.PLANNED
        if len(parties) > 1 or paragraph == self.terms or frame.anchor.dep_ == "relcl":
            return CommitmentStatus.AGREED
        return CommitmentStatus.PLEDGED

    def _counterparts(
        self, frame: Frame, action: Action, parties: tuple[int, ...], condition: Range | None, attribution: int | None
    ) -> tuple[int, ...]:
        if _mutual(frame):
            return counterparts(self.parties, frame.partner, (), action.head)
        told = () if attribution is None else self.layers.attributions[attribution].addressees
        found = counterparts(self.parties, frame.partner, parties, action.head)
        found = found or implied(self.parties, told, condition, parties)
        if found or not parties or frame.status not in _TOWARD_SOMEBODY:
            return found
        return other_side(self.parties, parties)

    # by when, on what condition

    def _deadlines(self, frame: Frame) -> list[TimeExpression | None]:
        heads = [a.head for a in frame.actions]
        times, published = since_undertaken(self.layers.times, frame.anchor, self.layers.anchor)
        own = [deadline_of(times, h, _besides(h, heads), published) for h in heads]
        if own[-1] is not None and own[-1].relation not in LIMITS and not frame.rule.startswith("document"):
            return own
        general = deadline_of(times, frame.anchor, heads, published, limits_only=frame.anchor not in heads)
        shared = _shared(frame, [d or general for d in own])
        return [mine or self._inherited(d, h, heads) for d, mine, h in zip(shared, own, heads, strict=True)]

    @staticmethod
    def _inherited(deadline: TimeExpression | None, head: Token, heads: list[Token]) -> TimeExpression | None:
        """A deadline that stands elsewhere; none for what is to be done at once."""
        return None if deadline and is_at_once(head, _besides(head, heads)) else deadline

    def _conditions(self, frame: Frame) -> list[Range | None]:
        heads = [a.head for a in frame.actions]
        own = [condition_of(h, _besides(h, heads)) for h in heads]
        general = condition_of(frame.anchor, heads)
        if general is None and frame.anchor.dep_ in ("acomp", "oprd", "dobj"):
            general = condition_of(frame.anchor.head, [frame.anchor, *heads])
        return _shared(frame, [c or general for c in own])

    # who says it

    def _attribution(self, frame: Frame) -> int | None:
        """The innermost attribution in whose content the frame stands; not the one that the frame's own verb makes."""
        best, size = None, 0
        here = frame.trigger[0][0] if frame.trigger else frame.anchor.i
        for index, found in enumerate(self.layers.attributions):
            if found.cue_head == frame.anchor.i or found.cue_head == here:
                continue
            length = sum(end - start for start, end in found.content)
            if any(start <= here < end for start, end in found.content) and (best is None or length < size):
                best, size = index, length
        return best

    def _speakers(self, statement: AttributionSpan | None) -> tuple[int, ...]:
        if statement is None:
            return ()
        if statement.speakers or statement.source_head is None:
            return statement.speakers
        return self.parties.of_phrase(self.layers.doc[statement.source_head], personal=True, create=False)

    def _reporters(self, index: int | None) -> tuple[int, ...]:
        """The speakers of the attribution and of those around it, innermost first; of one without a name, its description."""
        found: list[int] = []
        seen: set[int] = set()
        while index is not None and index not in seen:
            seen.add(index)
            statement = self.layers.attributions[index]
            found.extend(statement.speakers or self.parties.source(statement.source_head))
            index = statement.parent
        return tuple(dict.fromkeys(found))

    def _own_words(self, frame: Frame) -> tuple[int, ...]:
        """Who made a promise, refusal or threat that is told without another's words: it is he or it that says so."""
        if frame.holder is None or frame.modal or len(conjuncts(frame.holder)) > 1:
            return ()
        keys = self.layers.actors.resolve(frame.holder)
        if len(keys) != 1:
            return ()
        person = self.layers.actors.clusters[keys[0]].type == ActorType.PERSON
        return keys if person or frame.status in _ACTS_OF_SPEECH else ()

    # who is bound

    def _parties(self, frame: Frame, statement: AttributionSpan | None, speakers: tuple[int, ...]) -> tuple[int, ...]:
        personal = all(is_personal(a.head) for a in frame.actions)
        if frame.holder is None and not _is_of_those_in_play(frame):
            return self.parties.binding.sides(speakers or self._source(statement))
        if frame.holder is None or self.parties.is_open_group(frame.holder):
            return self._in_play()
        if not speakers and _takes_up(frame.holder):
            speakers = self._source(statement)
        found = self.parties.of_phrase(frame.holder, speakers, personal)
        other = self.parties.of_phrase(frame.partner, create=False) if _mutual(frame) else ()
        return tuple(dict.fromkeys([*found, *other]))

    def _in_play(self) -> tuple[int, ...]:
        """Those who were last named together: the parties of the last joint undertaking, else the first pair of the text."""
        return self.in_play or self.parties.first_pair()

    def _source(self, statement: AttributionSpan | None) -> tuple[int, ...]:
        """The source of a statement as an actor, made if it is none yet ("a company", "the security chief")."""
        if statement is None or statement.source_head is None:
            return ()
        return self.parties.of_phrase(self.layers.doc[statement.source_head], personal=True)

    def _party_words(self, frame: Frame) -> Ranges:
        return (phrase(frame.holder),) if frame.holder is not None else ()


_TOWARD_SOMEBODY = frozenset({CommitmentStatus.READY, CommitmentStatus.REFUSED, CommitmentStatus.THREATENED})
"""What is hardly ever said of an action that concerns nobody else."""

_ACTS_OF_SPEECH = frozenset(
    {CommitmentStatus.PLEDGED, CommitmentStatus.READY, CommitmentStatus.REFUSED, CommitmentStatus.THREATENED}
)
"""What one does by saying it; what is agreed or planned may be told by anybody."""


def _with_negation(action: Action) -> Range:
    """The words of an undertaken action with the negation before it: to abstain is undertaken, not to act."""
    start, end = action.range
    negation = next((c for c in action.head.children if c.dep_ == "neg" and start - _NEAR < c.i < start), None)
    if negation is None or any(t.lower_ != "to" and t.pos_ != "ADV" for t in action.head.doc[negation.i + 1 : start]):
        return start, end
    contracted = negation.i > 0 and negation.lower_ not in ("not", "never")
    return negation.i - contracted, end


def _takes_up(holder: Token) -> bool:
    """Whether a holder is named only by what was said before: "it", "the army", "its members"."""
    owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in holder.children)
    return holder.pos_ == "PRON" or owned or lemma_of(holder) in words("home_bodies")


def _mutual(frame: Frame) -> bool:
    """ "Agreed with Chad to", "signed a pact with Chad": both are bound."""
    if frame.partner is None or frame.kind != CommitmentKind.COMMITMENT or frame.status != CommitmentStatus.AGREED:
        return False
    preposition = frame.partner.head
    return preposition.lower_ == "with" and preposition.head.i in {
        i for start, end in frame.trigger for i in range(start, end)
    }


def paragraph_of(doc: Doc, position: int) -> int | None:
    """The first token of the paragraph that a token stands in."""
    return next((start for start, end, _ in paragraphs(doc) if start <= position < end), None)


def _is_of_those_in_play(frame: Frame) -> bool:
    """Whether a frame that names nobody binds those who were talking: "it was agreed that", "the pact would include"."""
    if frame.rule.startswith(("document", "agreement")):
        return True
    return any(c.lower_ == "it" and c.dep_ in ("nsubjpass", "expl", "nsubj") for c in frame.anchor.children)


def _is_clause(layers: Layers, condition: Range) -> bool:
    """Whether a condition is a clause or names what must come first; a manner ("on an equal basis") changes no status."""
    words_ = layers.doc[condition[0] : condition[1]].text.lower()
    return not words_.startswith("on ") or words_.startswith(("on condition", "on the condition"))


def _besides(head: Token, heads: list[Token]) -> list[Token]:
    return [other for other in heads if other != head]


def _shared(frame: Frame, own: list[_T | None]) -> list[_T | None]:
    """What stands at the last of coordinated actions holds for all: "open the road and free the pilots by May".

    Not where a comma or "but" sets the last one off: "to open the road, and to free the pilots by May". What a document is
    to contain shares it wherever it stands.
    """
    known = [value for value in own if value is not None]
    if frame.rule.startswith("document") and known:
        return [known[0] if value is None else value for value in own]
    if len(own) > 1 and known == own[-1:] and not _set_off(frame):
        return [own[-1]] * len(own)
    return own


def _set_off(frame: Frame) -> bool:
    """Whether the last of coordinated actions is set off from those before it."""
    last, before = frame.actions[-1], frame.actions[-2]
    return any_word(last.head.doc[before.range[1] : last.range[0]], (",", ";", "but"))
