"""Which country an actor belongs to where its own words do not say: from the states in play around it.

"President Berg" in an article on Ruritania is Ruritania's; a lecturer quoted in a paragraph on Ruritania most likely
lives there. What is said outright (role, affiliation, possessor) is never overruled, and who belongs to an organisation
of states belongs to no country.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.actors import states
from toolkit.nlp.document.parsing import BODY, paragraphs
from toolkit.nlp.layers import ActorCluster, ActorRegistry
from toolkit.records import ActorType

_BODIES = frozenset({"GOV", "LEG", "PTY", "OPP", "MIL", "EDU", "COP"})
"""Sectors of organisations that mostly belong to a state."""

_DOMINANT = 0.4
"""Share of the mentions of states from which on an article is surely at home in one; set by hand."""

_CERTAIN = 2
"""How often an office or a parliament of one country is named in an article that is at home there; set by hand."""

_POSSESSIVES = frozenset({"its", "their"})
_OWNERS = frozenset({"his", "her", "their", "its"})
_QUARTERS = frozenset({"northern", "southern", "eastern", "western"})
_AGAINST = frozenset({"against", "counterpart", "counterparts"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the article tells of countries."""

    codes: Mapping[int, str]
    """State by position of every token that names one, places included."""
    domestic: Counter[str]
    """How often an office or a parliament was named that only one country has, by country."""
    ties: Mapping[int, list[ActorCluster]]
    """Organisations that a person belongs to beyond those in role and affiliation, by the person's key."""
    paper: str | None = None
    """The country of the paper that prints the article."""


def infer(doc: Doc, registry: ActorRegistry, facts: Facts) -> None:
    """Fill in missing countries of persons and organisations in ``registry``.

    Persons take that of an organisation they are affiliated to and the other way round; what is still open takes the
    state in play where it is first named, or the one the article is at home in.

    Parameters
    ----------
    doc
        The Doc.
    registry
        All named actors.
    facts
        What the article tells of countries.
    """
    _share(registry, facts.ties)
    _commissioners(registry)
    places = _Places(doc, registry, facts)
    for type_ in (ActorType.ORGANISATION, ActorType.PERSON):
        for cluster in registry.clusters:
            if cluster.type != type_ or cluster.country is not None or not cluster.mentions:
                continue
            if not _may_infer(cluster):
                cluster.country = places.strong if _is_domestic(cluster) else None
                continue
            bodies = _bodies(cluster, registry, facts.ties)
            if bodies and all(b.country is None for b in bodies) and type_ == ActorType.PERSON:
                continue
            cluster.country = places.opposite(cluster) or places.around(cluster)
        _share(registry, facts.ties)


def is_field(doc: Doc, position: int, codes: Mapping[int, str]) -> bool:
    """Whether the state at the position is only what somebody studies: "professor of Ruritanian history"."""
    after = position + 1
    while after < len(doc) and after in codes:
        after += 1
    return after < len(doc) and doc[after].lower_ in lexicon.words("bodies", "fields")


def described(doc: Doc, start: int, end: int, codes: Mapping[int, str]) -> str | None:
    """The state in the description next to an organisation's name.

    "the Ruritanian company Zenda Oil", "Zenda-based Zenda Oil", "Zenda Oil, a Ruritanian company", "Zenda Oil in Ruritania".
    """
    for position in range(start - 1, max(-1, start - 6), -1):
        token = doc[position]
        if position in codes:
            return codes[position]
        if (
            token.pos_ not in ("NOUN", "ADJ", "PROPN")
            and token.tag_ not in ("HYPH", "VBN", "VBD")
            and token.text != "-"
        ):
            break
    after = doc[end : end + 8]
    if len(after) > 1 and after[0].lower_ == "in" and after[1].i in codes:
        return codes[after[1].i]
    if len(after) > 2 and after[0].text == "," and after[1].pos_ == "DET":
        for token in after[2:]:
            if token.i in codes:
                return codes[token.i]
            if token.is_punct or token.pos_ in ("VERB", "AUX", "ADP"):
                break
    return None


def _may_infer(cluster: ActorCluster) -> bool:
    if cluster.plover_sector == "IGO" or cluster.rule == "lexicon":
        return False
    if _is_regional(cluster):
        return False
    if cluster.type == ActorType.PERSON:
        return True
    return cluster.type == ActorType.ORGANISATION and cluster.plover_sector in _BODIES


def _is_domestic(cluster: ActorCluster) -> bool:
    """Whether a union or society surely lies where an article is at home, if it is at home somewhere."""
    return (
        cluster.type == ActorType.ORGANISATION
        and cluster.plover_sector == "NGO"
        and cluster.rule == "head_noun"
        and not _is_regional(cluster)
    )


def _is_regional(cluster: ActorCluster) -> bool:
    """An organisation whose name says that it belongs to no one country."""
    return cluster.type != ActorType.PERSON and cluster.name.split()[0] in lexicon.words("bodies", "regions")


def _bodies(
    person: ActorCluster, registry: ActorRegistry, ties: Mapping[int, list[ActorCluster]]
) -> list[ActorCluster]:
    """The organisations that a person's role and affiliation name."""
    ranges = [r for r in (person.affiliation_range, person.role_range) if r is not None]
    found: list[ActorCluster] = []
    for position in (i for r in ranges for i in range(*r)):
        body = registry.at(position)
        if body is not None and body.type == ActorType.ORGANISATION and body not in found:
            found.append(body)
    return found + [body for body in ties.get(person.key, ()) if body not in found]


def _commissioners(registry: ActorRegistry) -> None:
    """Where an article names the European Union, its commissioners are of no country."""
    europe = any(c.plover_sector == "IGO" and c.name.startswith("European") for c in registry.clusters)
    for person in registry.clusters if europe else ():
        words = (person.role or "").lower().split()
        if person.country is None and words[-1:] == ["commissioner"] and not {"police", "high"} & set(words):
            person.plover_sector = "IGO"


def _share(registry: ActorRegistry, ties: Mapping[int, list[ActorCluster]]) -> None:
    """Between a person and the organisations in the words of affiliation and role."""
    for person in registry.clusters:
        bodies = _bodies(person, registry, ties)
        if any(b.plover_sector == "IGO" or (b.country is None and _is_regional(b)) for b in bodies):
            person.plover_sector = person.plover_sector if person.country else "IGO"
            continue
        person.country = person.country or next((b.country for b in bodies if b.country), None)
        for body in bodies:
            if body.country is None and body.rule != "lexicon":
                body.country = person.country


class _Places:
    """The mentions of states in an article, by position."""

    def __init__(self, doc: Doc, registry: ActorRegistry, facts: Facts) -> None:
        codes, domestic = facts.codes, facts.domestic
        self.doc, self.registry = doc, registry
        self.units = [(start, end) for start, end, _ in paragraphs(doc)]
        kinds = [kind for _, _, kind in paragraphs(doc)]
        running = {
            i for (start, end), kind in zip(self.units, kinds, strict=True) if kind == BODY for i in range(start, end)
        }
        self.running = running
        headline = {
            i
            for (start, end), kind in zip(self.units, kinds, strict=True)
            if kind == "headline"
            for i in range(start, end)
        }
        self.mentions = sorted((i, code) for i, code in codes.items() if i in running)
        self.positions = [i for i, _ in self.mentions]
        acting = {m.head: c.country for c in registry.clusters if c.type == ActorType.STATE for m in c.mentions}
        self.subjects = {i for i in acting if doc[i].dep_ in ("nsubj", "nsubjpass", "poss")}
        self.acting = set(acting)
        ranked = domestic.most_common(2)
        alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] >= 2 * ranked[1][1])
        self.counts = counts = Counter(c for i, c in acting.items() if c and not states.mediates(doc[i]))
        first = next((codes[i] for i in sorted(headline) if i in codes), None)
        signed = next((codes[i] for i in sorted(codes) if i not in running and i not in headline), None)
        top = [code for code, times in counts.most_common(2) if times > 1 or len(counts) == 1]
        self.home = signed if signed in top else first or next(iter(top), None)
        certain = alone and (ranked[0][1] >= _CERTAIN or ranked[0][0] == self.home)
        self.strong = ranked[0][0] if certain else None
        self.paper = facts.paper if facts.paper in set(codes.values()) else None
        total = sum(counts.values())
        self.sure = self.home is not None and counts[self.home] >= max(4, _DOMINANT * total)

    def around(self, cluster: ActorCluster) -> str | None:
        """The country in play where an actor is first named in running text, or the one the article is at home in."""
        heads = [m.head for m in cluster.mentions if m.head in self.running]
        if not heads:
            return self.strong or self.home
        token = self.doc[heads[0]]
        start = (
            cluster.role_range[0]
            if cluster.role_range and cluster.role_range[0] < token.i
            else cluster.mentions[0].start
        )
        if start > 0 and self.doc[start - 1].lower_ in _POSSESSIVES:
            owner = self._subject(token.i)
            if owner is not None:
                return owner
        if cluster.type == ActorType.PERSON and cluster.role is None and cluster.affiliation is None:
            return self.strong or (self.home if self.sure else None)
        if cluster.rule == "alone":
            owner = self._owner_before(token.i)
            if owner is not None:
                return owner
        near = self._in_sentence(token) or self.strong or self._in_paragraph(token)
        return near or self.paper or self.home or self._after(token)

    def opposite(self, cluster: ActorCluster) -> str | None:
        """The other state in play, for "his counterpart", "her host", "its southern counterpart"."""
        if cluster.role_range is None:
            return None
        start, end = cluster.role_range
        words = [t.lower_ for t in self.doc[start:end]]
        if not lexicon.words("bodies", "mutual") & set(words):
            return None
        sides = {c.country: c.name for c in self.registry.clusters if c.type == ActorType.STATE and c.country}
        quarter = next((w.removesuffix("ern") for w in words if w in _QUARTERS), None)
        if quarter is not None:
            placed = [code for code, name in sides.items() if name.lower().startswith(quarter)]
            return placed[0] if len(placed) == 1 else None
        owner = self._owner_before(start)
        if owner is None or self.doc[start - 1].lower_ not in _OWNERS:
            return None
        others = [code for code, _ in self.counts.most_common() if code != owner]
        return others[0] if others else None

    def _owner_before(self, position: int) -> str | None:
        """Country of the actor named last before the position in its sentence, or of the person before in its paragraph."""
        first = self.doc[position].sent.start
        for index in range(position - 1, first - 1, -1):
            actor = self.registry.at(index)
            if actor is not None and actor.country is not None and actor.type != ActorType.ORGANISATION:
                return actor.country
        for index in range(first - 1, self._unit(position)[0] - 1, -1):
            actor = self.registry.at(index)
            if actor is not None and actor.country is not None and actor.type == ActorType.PERSON:
                return actor.country
        return None

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
        apart = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in self.doc[position : token.i])
        return None if several and apart else self.mentions[index][1]

    def _in_paragraph(self, token: Token) -> str | None:
        start, _ = self._unit(token.i)
        index = bisect_left(self.positions, token.sent.start) - 1
        if index < 0 or self.positions[index] < start:
            return None
        return self._subject(token.sent.start, start) or self.mentions[index][1]

    def _subject(self, end: int, start: int | None = None) -> str | None:
        """The state that was a subject or an owner last before ``end``."""
        start = self._unit(end)[0] if start is None else start
        for index in range(bisect_left(self.positions, end) - 1, -1, -1):
            if self.positions[index] < start:
                return None
            if self.positions[index] in self.subjects:
                return self.mentions[index][1]
        return None

    def _after(self, token: Token) -> str | None:
        index = bisect_left(self.positions, token.i)
        if index >= len(self.positions) or self.positions[index] >= token.sent.end:
            return None
        near = self.doc[max(0, self.positions[index] - 1) : self.positions[index] + 2]
        return None if any(t.lower_ in _AGAINST for t in near) else self.mentions[index][1]

    def _unit(self, position: int) -> tuple[int, int]:
        index = bisect_left(self.units, (position + 1, 0)) - 1
        return self.units[index] if self.units else (0, len(self.doc))
