"""The states in play around an actor: in its sentence, in its paragraph, in the article as a whole."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Set

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.actors import states
from toolkit.nlp.actors.country_facts import CountryFacts
from toolkit.nlp.actors.person_words import role_sectors
from toolkit.nlp.document.parsing import BODY, paragraphs
from toolkit.nlp.layers import ActorCluster, ActorRegistry, Range
from toolkit.records import ActorType

_DOMINANT = 0.4
"""Share of the mentions of states from which on an article is surely at home in one; set by hand, as are the next."""
_OFTEN = 4
"""Mentions of a state without which no article is surely at home there."""
_CERTAIN = 2
"""How often an office or a parliament of one country is named in an article that is at home there."""
_AHEAD = 2
"""How many times as often as that of any other country."""

_OWNERS = frozenset({"his", "her", "their", "its"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss"})


class CountriesInPlay:
    """The mentions of states in an article, by position.

    Parameters
    ----------
    doc
        The Doc.
    registry
        All named actors.
    facts
        What the article tells of countries.
    """

    def __init__(self, doc: Doc, registry: ActorRegistry, facts: CountryFacts) -> None:
        self.doc, self.registry = doc, registry
        units = list(paragraphs(doc))
        self.units = [(start, end) for start, end, _ in units]
        self.running = _positions(units, BODY)
        self.positions = sorted(facts.codes.keys() & self.running)
        self.mentions = [(i, facts.codes[i]) for i in self.positions]
        acting = {m.head: c.country for c in self._states() for m in c.mentions}
        self.acting = set(acting)
        self.subjects = {i for i in acting if doc[i].dep_ in _SUBJECTS}
        self.counts = _named(doc, acting)
        self.home = self._home(facts.codes, _positions(units, "headline"))
        """The country that the article is on: where it was written, what the headline names, what it names most."""
        self.sure = self.counts[self.home or ""] >= max(_OFTEN, _DOMINANT * self.counts.total())
        self.strong = _strong(facts.domestic, self.home)
        """The country whose offices the article names as its own."""
        self.paper = facts.paper if facts.paper in set(facts.codes.values()) else None

    def _states(self) -> list[ActorCluster]:
        return [c for c in self.registry.clusters if c.type == ActorType.STATE]

    def _home(self, codes: Mapping[int, str], headline: Set[int]) -> str | None:
        top = [code for code, times in self.counts.most_common(2) if times > 1 or len(self.counts) == 1]
        signed = next((codes[i] for i in sorted(codes.keys() - self.running - headline)), None)
        if signed in top:
            return signed
        named = next((codes[i] for i in sorted(codes.keys() & headline)), None)
        return named or next(iter(top), None)

    def around(self, cluster: ActorCluster) -> str | None:
        """The country in play where an actor is first named in running text, or the one the article is at home in."""
        head = next((m.head for m in cluster.mentions if m.head in self.running), None)
        if head is None:
            return self.home
        if _is_mere_name(cluster):
            return self._introduced(self.doc[head]) or self.strong or (self.home if self.sure else None)
        return self._near(self.doc[head])

    def _introduced(self, token: Token) -> str | None:
        """The state of whom the sentence before described without a name: "Her Ruritanian counterpart disagreed. Berg said"."""
        start = token.sent.start
        if start <= self._unit(token.i)[0]:
            return None
        before = self.doc[start - 1].sent
        subject = next((t for t in before if t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT"), None)
        if subject is None or not _describes(subject) or self.registry.at(subject.i) is not None:
            return None
        return next((code for i, code in self.mentions if before.start <= i < subject.i), None)

    def _near(self, token: Token) -> str | None:
        """The state in play in the sentence, else the one the article is at home in, else those in the paragraph ..."""
        near = self._in_sentence(token) or self.strong or self._in_paragraph(token)
        return near or self.paper or self.home or self._after(token)

    def opposite(self, cluster: ActorCluster) -> str | None:
        """The other state in play, for "his counterpart", "her host", "its southern counterpart"."""
        if cluster.role_range is None:
            return None
        start, end = cluster.role_range
        words = [t.lower_ for t in self.doc[start:end]]
        if lexicon.words("bodies", "mutual").isdisjoint(words):
            return None
        half = next((w for w in words if w in lexicon.words("place_names", "half_adjectives")), None)
        if half is not None:
            return self._half(half.removesuffix("ern"))
        return self._other_than(self._owner_before(start)) if self.doc[start - 1].lower_ in _OWNERS else None

    def _half(self, side: str) -> str | None:
        """The one state whose name begins with a direction: "south"."""
        placed = [c.country for c in self._states() if c.name.lower().startswith(side)]
        return placed[0] if len(placed) == 1 else None

    def _other_than(self, owner: str | None) -> str | None:
        """The state named most but for one."""
        return next((code for code, _ in self.counts.most_common() if owner is not None and code != owner), None)

    def _owner_before(self, position: int) -> str | None:
        """Country of the actor named last before the position in its sentence, or of the person before in its paragraph."""
        first = self.doc[position].sent.start
        here = self._last_country(
            range(position - 1, first - 1, -1), (ActorType.STATE, ActorType.GROUP, ActorType.PERSON)
        )
        before = range(first - 1, self._unit(position)[0] - 1, -1)
        return here or self._last_country(before, (ActorType.PERSON,))

    def _last_country(self, positions: Iterable[int], types: Collection[ActorType]) -> str | None:
        """Country of the first actor of one of the types that has one."""
        actors = (self.registry.at(i) for i in positions)
        return next((a.country for a in actors if a is not None and a.country is not None and a.type in types), None)

    def _in_sentence(self, token: Token) -> str | None:
        """The state or place named last before the token in its sentence; with a strong home only a place where it is."""
        index = bisect_left(self.positions, token.i) - 1
        if index < 0 or self.positions[index] < token.sent.start:
            return None
        position = self.positions[index]
        if self.strong is not None and position in self.acting:
            return None
        first = bisect_left(self.positions, token.sent.start)
        several = len({code for _, code in self.mentions[first : index + 1]}) > 1
        apart = any(t.tag_ in _FINITE for t in self.doc[position : token.i])
        return None if several and apart else self.mentions[index][1]

    def _in_paragraph(self, token: Token) -> str | None:
        """The state that was a subject last in the sentences before in the paragraph, or was named last."""
        start, _ = self._unit(token.i)
        index = bisect_left(self.positions, token.sent.start) - 1
        if index < 0 or self.positions[index] < start:
            return None
        return self._subject(start, token.sent.start) or self.mentions[index][1]

    def _subject(self, start: int, end: int) -> str | None:
        """The state that was a subject or an owner last between ``start`` and ``end``."""
        before = range(bisect_left(self.positions, end) - 1, bisect_left(self.positions, start) - 1, -1)
        return next((self.mentions[i][1] for i in before if self.positions[i] in self.subjects), None)

    def _after(self, token: Token) -> str | None:
        """The state named next in the sentence, unless it is the other side."""
        index = bisect_left(self.positions, token.i)
        if index >= len(self.positions) or self.positions[index] >= token.sent.end:
            return None
        near = self.doc[max(0, self.positions[index] - 1) : self.positions[index] + 2]
        opposed = any(t.lower_ in lexicon.words("place_names", "opposed") for t in near)
        return None if opposed else self.mentions[index][1]

    def _unit(self, position: int) -> Range:
        index = bisect_left(self.units, (position + 1, 0)) - 1
        return self.units[index] if self.units else (0, len(self.doc))


def _describes(token: Token) -> bool:
    """Whether a noun says what somebody is: an office, or a counterpart."""
    lemma = token.lemma_.lower()
    return lemma in role_sectors() or lemma in lexicon.words("bodies", "mutual")


def _is_mere_name(cluster: ActorCluster) -> bool:
    """Whether a person is known by nothing but a name."""
    return cluster.type == ActorType.PERSON and cluster.role is None and cluster.affiliation is None


def _named(doc: Doc, acting: Mapping[int, str | None]) -> Counter[str]:
    """How often each state is named that does more than mediate."""
    return Counter(code for i, code in acting.items() if code and not states.mediates(doc[i]))


def _positions(units: Iterable[tuple[int, int, str]], kind: str) -> set[int]:
    return {i for start, end, of in units if of == kind for i in range(start, end)}


def _strong(domestic: Counter[str], home: str | None) -> str | None:
    """The one country whose offices are named, or named far more often, more than once or in an article at home there."""
    ranked = domestic.most_common(2)
    if not ranked:
        return None
    (code, times), others = ranked[0], sum(n for _, n in ranked[1:])
    return code if times >= _AHEAD * others and (times >= _CERTAIN or code == home) else None
