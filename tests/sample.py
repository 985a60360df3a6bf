"""An invented article with records made by hand, so that displays are tested without a language model."""
# ruff: noqa: E501 -- an article has long lines

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from toolkit.articles import Article, Zone, ZoneKind
from toolkit.findings import ArticleAnalysis
from toolkit.records import (
    Actor,
    ActorType,
    Attribution,
    AttributionType,
    Commentary,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    CueClass,
    ExpertKind,
    Mention,
    MentionKind,
    Span,
    Spans,
    Stance,
    Stand,
)

TEXT = """Norland and Vestria settle on a ferry link, not on fish
Harbour Wire, 12 May 2031 Share this page
SALTHAVEN -- Norland and Vestria agreed on Monday to reopen the ferry line across the Sound by September 2031 and to share the cost of dredging it.
"We will lift the toll on Vestrian lorries as soon as the first ship sails," Norland's transport minister, Ada Brandt, told reporters.
Brandt said that both sides had also agreed to meet every three months.
Vestria's foreign minister Ivo Lasse refused to widen the fishing zone, saying "the cod do not carry passports".
He urged Norland to withdraw its patrol boats, and warned that Vestria would close its ports to trawlers within 30 days otherwise.
Norland plans to publish the survey of the sea bed next spring.
The deal is a modest but real step, and may outlive both governments, said Marit Quill, who studies small states at the Salthaven Institute.
An aide who asked not to be named said the talks had nearly failed over herring.
"""

DOC_ID = "norland-vestria"


def span(words: str, nth: int = 0) -> Span:
    """Where the words stand in the text, for the n-th time."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def _mentions(*places: tuple[str, int, MentionKind]) -> tuple[Mention, ...]:
    found = (Mention(*span(words, nth), kind) for words, nth, kind in places)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _actor(actor_id: str, name: str, type: ActorType, *places: tuple[str, int, MentionKind], **more: Any) -> Actor:
    facts: dict[str, Any] = {
        "country": None,
        "role": None,
        "affiliation": None,
        "aliases": (),
        "plover_sector": None,
        "members": (),
        "rule": "name",
        "confidence": 0.9,
    }
    return Actor(doc_id=DOC_ID, actor_id=actor_id, name=name, type=type, mentions=_mentions(*places), **(facts | more))


NAME, DEMONYM, NOMINAL, PRONOUN = MentionKind.NAME, MentionKind.DEMONYM, MentionKind.NOMINAL, MentionKind.PRONOUN


def actors() -> tuple[Actor, ...]:
    """Two states, two ministers, an expert."""
    return (
        _actor(
            "a-nor", "Norland", ActorType.STATE, *[("Norland", n, NAME) for n in range(5)], country="NLD",
            plover_sector="GOV",
        ),
        _actor(
            "a-ves", "Vestria", ActorType.STATE, ("Vestria", 0, NAME), ("Vestria", 1, NAME), ("Vestrian", 0, DEMONYM),
            ("Vestria", 3, NAME), ("Vestria", 4, NAME),
        ),
        _actor(
            "a-bra", "Ada Brandt", ActorType.PERSON, ("Norland's transport minister", 0, NOMINAL),
            ("Ada Brandt", 0, NAME), ("Brandt", 1, NAME), role="transport minister", affiliation="Norland", country="NLD",
            aliases=("Brandt",),
        ),
        _actor(
            "a-las", "Ivo Lasse", ActorType.PERSON, ("Ivo Lasse", 0, NAME), ("He", 0, PRONOUN),
            role="foreign minister", affiliation="Vestria",
        ),
        _actor(
            "a-qui", "Marit Quill", ActorType.PERSON, ("Marit Quill", 0, NAME),
            affiliation="Salthaven Institute", confidence=0.45,
        ),
    )  # fmt: skip


def _said(
    key: str, type: AttributionType, source: Spans, who: str | None, cue: str, content: Spans, **more: Any
) -> Attribution:
    facts: dict[str, Any] = {
        "cue_class": CueClass.SPEECH,
        "source_id": who,
        "source_ids": (who,) if who else (),
        "source_name": next((actor.name for actor in actors() if actor.actor_id == who), None),
        "addressee_spans": (),
        "addressee_ids": (),
        "addressee_name": None,
        "negated": False,
        "modality": None,
        "stand": None,
        "parent": None,
        "rule": "verb",
        "confidence": 0.88,
    }
    return Attribution(
        doc_id=DOC_ID,
        attribution_id=key,
        type=type,
        source_spans=source,
        cue_spans=(span(cue, more.pop("cue_nth", 0)),),
        cue=cue,
        content_spans=content,
        content=" ".join(TEXT[a:b] for a, b in content),
        **(facts | more),
    )


def attributions() -> tuple[Attribution, ...]:
    """Direct, indirect and mixed speech, one inside another's sentence, one speaker unknown."""
    direct, indirect, mixed = AttributionType.DIRECT, AttributionType.INDIRECT, AttributionType.MIXED
    toll = '"We will lift the toll on Vestrian lorries as soon as the first ship sails,"'
    closing = "that Vestria would close its ports to trawlers within 30 days otherwise"
    return (
        _said("s-1", direct, (span("Ada Brandt"),), "a-bra", "told", (span(toll),)),
        _said("s-2", indirect, (span("Brandt", 1),), "a-bra", "said", (span("both sides had also agreed to meet every three months"),)),
        _said("s-3", direct, (span("Ivo Lasse"),), "a-las", "saying", (span('"the cod do not carry passports"'),)),
        _said("s-4", indirect, (span("He"),), "a-las", "urged", (span("Norland to withdraw its patrol boats"),),
              stand=Stand.DEMAND, addressee_spans=(span("Norland", 3),), addressee_ids=("a-nor",), addressee_name="Norland"),
        _said("s-5", indirect, (span("He"),), "a-las", "warned", (span(closing),), stand=Stand.DISAGREEMENT, confidence=0.41),
        _said("s-6", mixed, (span("Marit Quill"),), "a-qui", "said", (span("The deal is a modest but real step, and may outlive both governments"),), cue_nth=1),
        _said("s-7", indirect, (span("An aide who asked not to be named"),), None, "said", (span("the talks had nearly failed over herring"),),
              cue_nth=2, source_name="An aide who asked not to be named"),
    )  # fmt: skip


def _act(
    key: str, status: CommitmentStatus, action: str, trigger: str, parties: tuple[str, ...], **more: Any
) -> Commitment:
    names = {actor.actor_id: actor for actor in actors()}
    facts: dict[str, Any] = {
        "kind": CommitmentKind.COMMITMENT,
        "party_spans": (),
        "counterparts": (),
        "deadline_span": None,
        "deadline_timex": None,
        "deadline_from": None,
        "deadline_to": None,
        "condition_span": None,
        "reported_by": (),
        "attribution_id": None,
        "plover": "AGREE",
        "contexts": (),
        "rule": "agree_to",
        "confidence": 0.81,
        "party_rule": "name-state",
        "party_confidence": 0.9,
    }
    facts |= more
    return Commitment(
        doc_id=DOC_ID,
        commitment_id=key,
        action_spans=(span(action),),
        action=action,
        trigger_spans=(span(trigger, facts.pop("trigger_nth", 0)),),
        parties=parties,
        party_names=tuple(names[p].name for p in parties),
        party_countries=tuple(c for p in parties if (c := names[p].country)),
        counterpart_names=tuple(names[p].name for p in facts["counterparts"]),
        reported_by_names=tuple(names[p].name for p in facts["reported_by"]),
        status=status,
        **facts,
    )


def commitments() -> tuple[Commitment, ...]:
    """Undertakings of every manner, with a deadline, one without a date, and a condition."""
    both = ("a-nor", "a-ves")
    return (
        _act("c-1", CommitmentStatus.AGREED, "reopen the ferry line across the Sound", "agreed", both,
             deadline_span=span("by September 2031"), deadline_timex="2031-09",
             deadline_from=dt.date(2031, 9, 1), deadline_to=dt.date(2031, 9, 30), contexts=("transport",)),
        _act("c-2", CommitmentStatus.AGREED, "share the cost of dredging it", "agreed", both, contexts=("transport",)),
        _act("c-3", CommitmentStatus.CONDITIONAL, "lift the toll on Vestrian lorries", "will", ("a-nor",), counterparts=("a-ves",),
             condition_span=span("as soon as the first ship sails"), reported_by=("a-bra",), attribution_id="s-1", plover="SUPPORT", contexts=("economic",)),
        _act("c-4", CommitmentStatus.AGREED, "meet every three months", "agreed", both, trigger_nth=1, reported_by=("a-bra",), attribution_id="s-2",
             deadline_span=span("every three months"), contexts=("diplomatic",)),
        _act("c-5", CommitmentStatus.REFUSED, "widen the fishing zone", "refused", ("a-ves",), kind=CommitmentKind.REFUSAL,
             reported_by=("a-las",), plover="REJECT", contexts=("resource",)),
        _act("c-6", CommitmentStatus.THREATENED, "close its ports to trawlers", "would", ("a-ves",), kind=CommitmentKind.THREAT, reported_by=("a-las",),
             attribution_id="s-5", plover="THREATEN", confidence=0.38, deadline_span=span("within 30 days"), deadline_timex="P30D",
             deadline_from=dt.date(2031, 5, 12), deadline_to=dt.date(2031, 6, 11), condition_span=span("otherwise"), contexts=("resource",)),
        _act("c-7", CommitmentStatus.PLANNED, "publish the survey of the sea bed", "plans", ("a-nor",), plover=None,
             deadline_span=span("next spring"), deadline_timex="2032-SP", deadline_from=dt.date(2032, 3, 1), deadline_to=dt.date(2032, 5, 31), contexts=("territory",)),
    )  # fmt: skip


def commentary() -> tuple[Commentary, ...]:
    """One expert's verdict, hedged."""
    return (
        Commentary(
            doc_id=DOC_ID,
            commentary_id="e-1",
            attribution_id="s-6",
            expert_id="a-qui",
            expert_name="Marit Quill",
            expert_kind=ExpertKind.EXPERT,
            affiliation="Salthaven Institute",
            affiliation_span=span("Salthaven Institute"),
            stance=Stance.POSITIVE,
            stance_span=span("a modest but real step"),
            hedge_spans=(span("may"),),
            target="The deal",
            target_span=span("The deal"),
            contexts=("diplomatic",),
            rule="copula",
            confidence=0.7,
        ),
    )


def analysed(**changes: Any) -> ArticleAnalysis:
    """The invented article with all its records; ``changes`` replace fields of the article or of the analysis."""
    zones = tuple(
        Zone(*span(words), kind)
        for words, kind in (
            (TEXT.split("\n")[0], ZoneKind.HEADLINE),
            ("Harbour Wire, 12 May 2031", ZoneKind.PUBLICATION),
            ("Share this page", ZoneKind.FURNITURE),
            ("SALTHAVEN", ZoneKind.DATELINE),
        )
    )
    article = Article(
        doc_id=DOC_ID,
        text=TEXT,
        title="Norland and Vestria settle on a ferry link, not on fish",
        publisher="Harbour Wire",
        dateline="Salthaven",
        published=dt.date(2031, 5, 12),
        language="en",
        source_path="articles/norland-vestria.txt",
        zones=zones,
    )
    own = {name: changes.pop(name) for name in list(changes) if name in Article.__dataclass_fields__}
    analysis = ArticleAnalysis(
        article=replace(article, **own),
        actors=actors(),
        attributions=attributions(),
        commitments=commitments(),
        commentary=commentary(),
        keyterms=("ferry line", "fishing zone"),
        provenance={
            "readout": "0.1.0",
            "model": "en_test",
            "model_version": "1.0",
            "spacy": "3.8.0",
            "python": "3.11.4",
        },
    )
    return replace(analysis, **changes)


HOSTILE = "<script>alert(1)</script></style>{{ 7*7 }}'\"><img src=x onerror=alert(1)>\u202e\x00$x$"


def poisoned(value: Any) -> Any:
    """The same record with hostile words in every free text; ids, enumerations and spans stay."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(poisoned(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"doc_id", "start", "end"}
        changed = {
            f.name: poisoned(getattr(value, f.name)) for f in fields(value) if f.name not in kept and "id" not in f.name
        }
        changed = {
            name: new
            for name, new in changed.items()
            if name not in ("parties", "counterparts", "reported_by", "source_ids")
        }
        return replace(value, **changed)
    return value


def hostile() -> ArticleAnalysis:
    """The invented article with markup and quotes in every text that an author controls."""
    plain = analysed(
        title=HOSTILE,
        publisher=HOSTILE,
        byline=HOSTILE,
        dateline=HOSTILE,
        source_path=HOSTILE,
        url="javascript:alert(1)",
    )
    rows = {
        name: tuple(poisoned(row) for row in getattr(plain, name))
        for name in ("actors", "attributions", "commitments", "commentary")
    }
    text = TEXT.replace("Harbour Wire", "<script>'\"")
    return replace(plain, article=replace(plain.article, text=text), provenance={HOSTILE: HOSTILE}, **rows)
