"""What the stages of the analysis find in one Doc, in token positions.

Each stage reads what earlier stages found and adds its own, and none takes anything away. :mod:`toolkit.nlp.tabulate` turns the
whole into records with character offsets. The stages, in the order of :func:`toolkit.nlp.pipeline.stages`:

====================  =====================================================  ==========================
stage                 function                                               adds
====================  =====================================================  ==========================
quotes                ``find_quotes(doc)``                                   ``layers.quotes``
actors                ``find_actors(layers)``                                ``layers.actors`` (named)
attribution           ``find_attributions(layers, mode)``                    ``layers.attributions``
coreference           ``resolve_references(layers)``                         pronouns, nominals
speakers              ``name_speakers(layers)``                              ``attribution.speakers``
addressees            ``name_addressees(layers)``                            ``attribution.addressees``
times                 ``find_times(doc, anchor)``                            ``layers.times``
commitments           ``find_commitments(layers)``                           ``layers.commitments``
acts                  ``mark_acts(layers)``                                  ``attribution.tells_act``
commentary            ``find_commentary(layers)``                            ``layers.commentary``
====================  =====================================================  ==========================
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from toolkit.records import (
    ActorType,
    AttributionType,
    CommitmentKind,
    CommitmentStatus,
    CueClass,
    ExpertKind,
    MentionKind,
    Stance,
)

Range = tuple[int, int]
"""Token positions ``(start, end)`` in the Doc, end exclusive."""
Ranges = tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A run of tokens in quotation marks, the marks included."""

    start: int
    end: int
    mark: str
    closed: bool = True


@dataclass(slots=True)
class ActorMention:
    """A mention of an actor; ``head`` is the token that carries it in the tree."""

    start: int
    end: int
    head: int
    kind: MentionKind
    actor: int


@dataclass(slots=True)
class ActorCluster:
    """All that the article says of one actor; ``key`` is its position in the registry."""

    key: int
    name: str
    type: ActorType
    country: str | None = None
    nationality: str | None = None
    """Of a person in the service of an organisation of states, who acts for no country, the own one."""
    role: str | None = None
    role_range: Range | None = None
    affiliation: str | None = None
    affiliation_range: Range | None = None
    gender: str | None = None
    aliases: list[str] = field(default_factory=list)
    members: tuple[int, ...] = ()
    plover_sector: str | None = None
    role_nouns: list[str] = field(default_factory=list)
    """Head nouns of every role the article gives a person, in lower case: "minister", "candidate"."""
    mentions: list[ActorMention] = field(default_factory=list)
    rule: str = "name"
    confidence: float = 0.5


@dataclass(slots=True)
class ActorRegistry:
    """The actors of one article and which tokens mention them."""

    clusters: list[ActorCluster] = field(default_factory=list)
    _by_head: dict[int, int] = field(default_factory=dict)
    _by_token: dict[int, int] = field(default_factory=dict)
    _groups: dict[int, tuple[int, ...]] = field(default_factory=dict)
    antecedents: dict[int, int] = field(default_factory=dict)
    """Head of the phrase that a pronoun takes up, where that phrase names no actor: "they" of "the hauliers"."""

    def add(self, name: str, type: ActorType, **facts: object) -> ActorCluster:
        """A new actor, without mentions yet."""
        cluster = ActorCluster(len(self.clusters), name, type, **facts)  # type: ignore[arg-type]
        self.clusters.append(cluster)
        return cluster

    def mention(self, cluster: ActorCluster, start: int, end: int, head: int, kind: MentionKind) -> ActorMention:
        """Record that tokens ``start`` to ``end`` mention ``cluster``; an earlier mention keeps its tokens."""
        mention = ActorMention(start, end, head, kind, cluster.key)
        cluster.mentions.append(mention)
        self._by_head.setdefault(head, cluster.key)
        for position in range(start, end):
            self._by_token.setdefault(position, cluster.key)
        return mention

    def merge(self, gone: ActorCluster, kept: ActorCluster) -> None:
        """Record that all mentions of one actor are another's: "RUIZ" in a label is Ana Ruiz."""
        for mention in gone.mentions:
            mention.actor = kept.key
        kept.mentions, gone.mentions = [*kept.mentions, *gone.mentions], []
        for places in (self._by_head, self._by_token):
            places.update({position: kept.key for position, key in places.items() if key == gone.key})

    def refer(self, head: int, members: tuple[int, ...]) -> None:
        """Record that the phrase headed by token ``head`` ("the two sides", "they") means these actors."""
        self._groups[head] = members

    def names(self, keys: Iterable[int]) -> tuple[str, ...]:
        """The names of some actors."""
        return tuple(self.clusters[key].name for key in keys)

    def states(self, country: str | None) -> tuple[int, ...]:
        """Keys of the states with this code."""
        return tuple(c.key for c in self.clusters if c.type == ActorType.STATE and country and c.country == country)

    def at(self, position: int) -> ActorCluster | None:
        """The actor whose mention covers the token, if any."""
        key = self._by_token.get(position)
        return None if key is None else self.clusters[key]

    def resolve(self, token: Token) -> tuple[int, ...]:
        """Keys of the actors that the phrase headed by ``token`` means, itself only (no conjuncts).

        A group of known actors ("the two sides") is given by its members. Empty if unknown.
        """
        if token.i in self._groups:
            return self._groups[token.i]
        key = self._by_head.get(token.i)
        if key is None:
            key = self._by_token.get(token.i)
        if key is None:
            return ()
        members = self.clusters[key].members
        return members or (key,)


@dataclass(slots=True)
class TimeExpression:
    """A time expression: its value, its interval and how it relates to what it limits.

    ``relation`` is ``on``, ``in``, ``by``, ``before``, ``until``, ``within``, ``after``, ``since``, ``from``, ``during``;
    ``precision`` is ``day``, ``week``, ``month``, ``quarter``, ``season``, ``half``, ``year``, ``decade`` or ``duration``.
    ``start``/``end`` cover the preposition too; ``first``/``last`` bound the interval, ``None`` where open or unknown.
    """

    start: int
    end: int
    head: int
    timex: str | None
    first: dt.date | None
    last: dt.date | None
    precision: str
    relation: str


@dataclass(slots=True)
class AttributionSpan:
    """An attribution in token positions; ``speakers`` and ``addressees`` are actor keys, filled in by stages of that name."""

    cue: Ranges
    content: Ranges
    source: Ranges
    cue_head: int
    source_head: int | None
    type: AttributionType
    cue_class: CueClass
    rule: str
    confidence: float
    negated: bool = False
    modality: str | None = None
    parent: int | None = None
    """Position in ``layers.attributions`` of the attribution whose content holds this one."""
    tells_act: bool = False
    """Whether it only tells of an act ("Spain agreed to ..."): a row of the commitments, and no statement."""
    speakers: tuple[int, ...] = ()
    speaker_name: str | None = None
    addressee: Ranges = ()
    addressees: tuple[int, ...] = ()
    addressee_name: str | None = None


@dataclass(slots=True)
class CommitmentSpan:
    """A commitment in token positions; parties, counterparts and reporters are actor keys."""

    kind: CommitmentKind
    status: CommitmentStatus
    trigger: Ranges
    action: Ranges
    action_head: int
    parties: tuple[int, ...]
    party: Ranges
    counterparts: tuple[int, ...]
    deadline: TimeExpression | None
    condition: Range | None
    reported_by: tuple[int, ...]
    attribution: int | None
    plover: str | None
    rule: str
    confidence: float
    party_rule: str = "nobody"
    party_confidence: float = 0.0


@dataclass(slots=True)
class CommentarySpan:
    """An observer's assessment in token positions."""

    attribution: int
    expert: int | None
    expert_name: str | None
    expert_kind: ExpertKind
    affiliation: Range | None
    stance: Stance
    stance_range: Range | None
    hedges: Ranges
    target: Range | None
    rule: str
    confidence: float


@dataclass(slots=True)
class Layers:
    """The Doc and all that has been found in it so far; ``anchor`` is the article's date."""

    doc: Doc
    anchor: dt.date | None = None
    publisher: str | None = None
    quotes: list[Quote] = field(default_factory=list)
    actors: ActorRegistry = field(default_factory=ActorRegistry)
    attributions: list[AttributionSpan] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    commitments: list[CommitmentSpan] = field(default_factory=list)
    commentary: list[CommentarySpan] = field(default_factory=list)

    def statements(self) -> Iterator[tuple[int, AttributionSpan]]:
        """The attributions that are statements, with their position; those that only tell of an act are left out."""
        return ((index, found) for index, found in enumerate(self.attributions) if not found.tells_act)

    def statement_at(self, index: int | None) -> int | None:
        """The statement that an attribution belongs to: itself or, where it only tells of an act, the one around it."""
        while index is not None and self.attributions[index].tells_act:
            index = self.attributions[index].parent
        return index
