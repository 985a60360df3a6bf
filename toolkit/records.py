"""The rows of every table, as frozen dataclasses.

A field is declared once, with :func:`toolkit.schema.column`; its pandas dtype, its JSON-Schema entry and its line in the
codebook all come from that declaration (see :mod:`toolkit.schema`).

Positions are character offsets into the article's text, 0-based, end exclusive. ``spans`` are tuples of
``(start, end)``, since a quotation can be cut in two by its cue.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from toolkit.articles import Article, Problem, Zone
from toolkit.schema import column

Span = tuple[int, int]
Spans = tuple[Span, ...]


def row_id(prefix: str, *parts: object) -> str:
    """An id made of what identifies a row, so that it stays when other rows come or go.

    Parameters
    ----------
    prefix
        One or two letters naming the table.
    parts
        The spans and texts that identify the row; their ``repr`` is hashed with SHA-256.
    """
    digest = hashlib.sha256("\x1f".join(map(repr, parts)).encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:12]}"


class ActorType(StrEnum):
    """What kind of actor; ``group`` is a set of actors that acts as one, or a body without organisation."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"


class MentionKind(StrEnum):
    """How a mention refers to its actor."""

    NAME = "name"
    DEMONYM = "demonym"
    ABBREVIATION = "abbreviation"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class AttributionType(StrEnum):
    """Direct: all of the content in quotation marks; indirect: none of it; mixed: both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class CueClass(StrEnum):
    """What kind of act the cue names."""

    SPEECH = "speech"
    ATTITUDE = "attitude"
    JUDGEMENT = "judgement"
    FINDING = "finding"
    NOUN = "noun"
    ACCORDING_TO = "according_to"
    PUNCTUATION = "punctuation"


class CommitmentKind(StrEnum):
    """A commitment undertakes an action, a refusal declines one, a threat announces harm."""

    COMMITMENT = "commitment"
    REFUSAL = "refusal"
    THREAT = "threat"


class CommitmentStatus(StrEnum):
    """How firmly, and in what way, the action is undertaken."""

    AGREED = "agreed"
    PLEDGED = "pledged"
    READY = "ready"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    REFUSED = "refused"
    THREATENED = "threatened"
    BACKGROUND = "background"


class ExpertKind(StrEnum):
    """Who comments: a named outside expert, or commentary of another standing, kept apart."""

    EXPERT = "expert"
    UNNAMED = "unnamed"
    STRATEGIST = "strategist"
    ACTIVIST = "activist"
    PRESS = "press"
    POLL = "poll"


class Stand(StrEnum):
    """Where words of speech place the speaker."""

    AGREEMENT = "agreement"
    DISAGREEMENT = "disagreement"
    DEMAND = "demand"


class Stance(StrEnum):
    """How the target is assessed; ``unclear`` where neither the words nor the fitted model are sure."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"
    NEUTRAL = "neutral"
    UNCLEAR = "unclear"


class Origin(StrEnum):
    """Who says what a row says: the model alone, the model and a person, a person who changed it, or a person alone; or a
    language model, which accepted, changed or added it."""

    MODEL = "model"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ADDED = "added"
    LLM = "llm"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is named or referred to: ``text[start:end]``."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of the table ``actors``: one actor of one article."""

    doc_id: str = column("The article.")
    actor_id: str = column("Id of the actor: the same name and type have the same id in every article.")
    name: str = column("Canonical name.")
    type: ActorType = column("Person, state, organisation or group.")
    country: str | None = column("ISO 3166-1 alpha-3 code (ISO 3166-3 for former states; XKX Kosovo), if one applies.")
    role: str | None = column("Role or office as the article words it.")
    affiliation: str | None = column("What the actor belongs to, as the article words it.")
    aliases: tuple[str, ...] = column("Other names the article uses.")
    mentions: tuple[Mention, ...] = column("Every mention, with its kind.")
    plover_sector: str | None = column("PLOVER sector code (GOV, MIL, OPP, IGO, MED ...), if known.")
    members: tuple[str, ...] = column("Actor ids of the members, for a group of known actors.")
    rule: str = column("The rule that found the actor.")
    confidence: float = column("How sure the rule is, 0 to 1: set by rule, not fitted to gold data.")
    origin: Origin = column(
        "Whether the model found it, a person accepted, corrected or added it, or a language model (llm) did.",
        default=Origin.MODEL,
    )


@dataclass(frozen=True, slots=True)
class Attribution:
    """A row of the table ``attributions``: who said (thought, judged, found) what."""

    doc_id: str = column("The article.")
    attribution_id: str = column("Id of the attribution, made of its text and position.")
    type: AttributionType = column("Direct, indirect or mixed, by quotation marks.")
    cue_class: CueClass = column("What kind of act the cue names.")
    source_spans: Spans = column("Where the source is named; empty if it is not.")
    source_id: str | None = column("Actor id of the speaker (the first, if there are several).")
    source_ids: tuple[str, ...] = column("Actor ids of all the speakers.")
    source_name: str | None = column("Name of the speaker, or the description if it is unnamed.")
    cue_spans: Spans = column("The words that attribute.")
    cue: str = column("The words that attribute, joined by spaces.")
    content_spans: Spans = column("What is attributed.")
    content: str = column("What is attributed, pieces joined by spaces.")
    addressee_spans: Spans = column("Where those are named to whom it is said; empty if they are not.")
    addressee_ids: tuple[str, ...] = column("Actor ids of those to whom it is said.")
    addressee_name: str | None = column("Their names, or the description if they are unnamed.")
    negated: bool = column("The cue is negated (did not say, would not comment).")
    modality: str | None = column("The cue's modal verb, if any (would, could, may).")
    stand: Stand | None = column("Whether the words of speech agree, object (disagreement) or demand, if they do.")
    parent: str | None = column("Attribution id of the attribution whose content holds this one.")
    rule: str = column("The rule that found it.")
    confidence: float = column("How often rows like this one are right, 0 to 1, fitted to gold data.")
    origin: Origin = column(
        "Whether the model found it, a person accepted, corrected or added it, or a language model (llm) did.",
        default=Origin.MODEL,
    )


@dataclass(frozen=True, slots=True)
class Commitment:
    """A row of the table ``commitments``: one undertaken (refused, threatened) action."""

    doc_id: str = column("The article.")
    commitment_id: str = column("Id of the commitment, made of its text and position.")
    kind: CommitmentKind = column("Commitment, refusal or threat.")
    action_spans: Spans = column("The undertaken action.")
    action: str = column("The undertaken action, pieces joined by spaces.")
    trigger_spans: Spans = column("The words that commit: agreed, pledged, its readiness, will.")
    party_spans: Spans = column("Where the parties are named, if they are.")
    parties: tuple[str, ...] = column("Actor ids of those who are bound.")
    party_names: tuple[str, ...] = column("Their names.")
    party_countries: tuple[str, ...] = column("Their countries, ISO 3166 alpha-3.")
    counterparts: tuple[str, ...] = column("Actor ids of those with or toward whom.")
    counterpart_names: tuple[str, ...] = column("Their names.")
    status: CommitmentStatus = column("How firmly it is undertaken.")
    deadline_span: Span | None = column("The words that set a deadline.")
    deadline_timex: str | None = column("The deadline's value in TIMEX3 style: 2016-08, 2016-W13, P10D.")
    deadline_from: dt.date | None = column("First day on which the deadline may fall.")
    deadline_to: dt.date | None = column("Last day on which the deadline may fall.")
    condition_span: Span | None = column("The words that set a condition.")
    reported_by: tuple[str, ...] = column(
        "Actor ids of those who report it, or alone promise, refuse or threaten; empty: the article itself."
    )
    reported_by_names: tuple[str, ...] = column("Their names.")
    attribution_id: str | None = column("The attribution in whose content it stands, if any.")
    plover: str | None = column("PLOVER event code: AGREE, REJECT, THREATEN, SUPPORT, AID, YIELD ...")
    contexts: tuple[str, ...] = column(
        "What it is about, the likeliest first, as PLOVER's contexts: military, legal ..."
    )
    rule: str = column("The rule that found it.")
    confidence: float = column(
        "How often the action and kind of rows like this one are right, 0 to 1, fitted to gold data."
    )
    party_rule: str = column("How the parties were found: name-state, pronoun-we, described, bound-person, nobody ...")
    party_confidence: float = column(
        "How often the parties of rows like this one are right, 0 to 1, fitted to gold data."
    )
    origin: Origin = column(
        "Whether the model found it, a person accepted, corrected or added it, or a language model (llm) did.",
        default=Origin.MODEL,
    )


@dataclass(frozen=True, slots=True)
class Commentary:
    """A row of the table ``commentary``: an outside observer's assessment."""

    doc_id: str = column("The article.")
    commentary_id: str = column("Id of the row, made of its text and position.")
    attribution_id: str = column("The statement.")
    expert_id: str | None = column("Actor id of the commentator, if named.")
    expert_name: str | None = column("Name, or description if unnamed.")
    expert_kind: ExpertKind = column("Named expert, or commentary of another standing.")
    affiliation: str | None = column("Affiliation, in full, as the article words it.")
    affiliation_span: Span | None = column("Where the affiliation stands.")
    stance: Stance = column("How the target is assessed.")
    stance_span: Span | None = column("The words that carry the stance.")
    hedge_spans: Spans = column("Words that hedge: perhaps, may, a number of problems remain.")
    target: str | None = column("What is assessed, as the article words it.")
    target_span: Span | None = column("Where the target stands.")
    contexts: tuple[str, ...] = column("What the assessment is about, the likeliest first, as PLOVER's contexts.")
    rule: str = column("The rule that found it.")
    confidence: float = column("How sure the rule is, 0 to 1: set by rule, not fitted to gold data.")
    origin: Origin = column(
        "Whether the model found it, a person accepted, corrected or added it, or a language model (llm) did.",
        default=Origin.MODEL,
    )


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A row of the table ``articles``: one article as read."""

    doc_id: str = column("The article: the stem of its file, with #n for its n-th article; or a table's id.")
    source_path: str | None = column("The path it was read from.")
    sha256: str = column("SHA-256 of the file; of the text, for rows of a table and texts in memory.")
    title: str | None = column("Headline.")
    publisher: str | None = column("Who published it.")
    byline: str | None = column("Who wrote it.")
    dateline: str | None = column("The place it was written.")
    published: dt.date | None = column("The date it was published.")
    language: str | None = column("ISO 639-1 code.")
    url: str | None = column("Where it was published.")
    encoding: str = column("The encoding the file was decoded with.")
    n_chars: int = column("Length of the text in characters.")
    zones: tuple[Zone, ...] = column("Labelled spans: headline, dateline, byline, furniture ...")
    meta: Mapping[str, Any] = column(
        "What else is known: a table's other columns, where facts were taken from, articles of the same text."
    )
    text: str = column("The text all offsets count in.")


def article_row(article: Article) -> ArticleRow:
    """The row of the table ``articles`` for an article, whose attributes have its columns' names."""
    shared = {field.name: getattr(article, field.name) for field in fields(ArticleRow) if field.name != "n_chars"}
    return ArticleRow(**shared, n_chars=len(article.text))


EXTRACTED: dict[str, type] = {
    "actors": Actor,
    "attributions": Attribution,
    "commitments": Commitment,
    "commentary": Commentary,
}
"""The tables that the analysis fills, and their records."""

TABLES: dict[str, type] = {"articles": ArticleRow, **EXTRACTED, "problems": Problem}
"""All tables, in the order in which they are written."""

ROW_IDS = {"articles": "doc_id", **{name: fields(record)[1].name for name, record in EXTRACTED.items()}}
"""The column that identifies a row of a table within its article: of those extracted, the one behind the article's."""
