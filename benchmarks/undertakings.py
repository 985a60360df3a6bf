"""Invented articles with commitments, as many as asked for, without parsing: for how the ledger grows."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from toolkit.articles import Article
from toolkit.findings import ArticleAnalysis
from toolkit.records import Actor, ActorType, Commitment, CommitmentKind, CommitmentStatus, row_id

PARTIES, VERBS, WORDS = 150, 60, 20_000
TOLD = 4
"""Commitments an article."""
YEARS = 3


def invented(articles: int, seed: int = 0) -> Iterator[ArticleAnalysis]:
    """Articles with four commitments each; half of them other articles of those days tell as well, in other words.

    Words are as unequally common as those of a language (Zipf 1949), and so are parties.
    """
    chance = random.Random(seed)
    words, verbs, parties = ([_word(chance) for _ in range(count)] for count in (WORDS, VERBS, PARTIES))
    first, days = dt.date(2030, 1, 1), int(365.25 * YEARS)
    recent: list[tuple[str, list[str]]] = []
    for n in range(articles):
        told = []
        for _ in range(TOLD):
            if len(recent) > TOLD and chance.random() < 0.5:
                party, action = chance.choice(recent[-4 * TOLD :])
                action = _retold(action, words, chance)
            else:
                party, action = _common(parties, chance), [_common(verbs, chance)]
                action += [_common(words, chance) for _ in range(4)]
                recent.append((party, action))
            told.append((party, " ".join(action)))
        yield _article(f"article-{n:05d}", first + dt.timedelta(n * days // articles), told)


def _word(chance: random.Random) -> str:
    return "".join(
        chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 4))
    ) + chance.choice(("", "n", "r", "s", "t"))


def _common(words: Sequence[str], chance: random.Random) -> str:
    """One of the words, the n-th of them 1/n as often as the first."""
    return words[min(int(len(words) ** chance.random()), len(words)) - 1]


def _retold(action: Sequence[str], words: Sequence[str], chance: random.Random) -> list[str]:
    told = list(action)
    told[chance.randrange(1, len(told))] = _common(words, chance)
    return told


def _article(doc_id: str, day: dt.date, told: Sequence[tuple[str, str]]) -> ArticleAnalysis:
    text, rows, actors = "", [], {}
    for party, action in dict.fromkeys(told):
        actors[party] = _state(doc_id, party)
        text += f"{party.title()} agreed to {action}.\n"
        rows.append(_commitment(doc_id, actors[party], action, len(text) - len(action) - 2))
    return ArticleAnalysis(Article(doc_id, text, published=day), tuple(actors.values()), (), tuple(rows), ())


def _state(doc_id: str, name: str) -> Actor:
    return Actor(
        doc_id=doc_id, actor_id=row_id("a", name), name=name.title(), type=ActorType.STATE, country=name.upper(), role=None,
        affiliation=None, aliases=(), mentions=(), plover_sector="GOV", members=(), rule="invented", confidence=1.0,
    )  # fmt: skip


def _commitment(doc_id: str, party: Actor, action: str, start: int) -> Commitment:
    return Commitment(
        doc_id=doc_id, commitment_id=row_id("c", doc_id, start, action), kind=CommitmentKind.COMMITMENT,
        action_spans=((start, start + len(action)),), action=action, trigger_spans=(), parties=(party.actor_id,),
        party_spans=(), party_names=(party.name,), party_countries=(party.country or "",), counterparts=(),
        counterpart_names=(), status=CommitmentStatus.AGREED, deadline_span=None, deadline_timex=None, deadline_from=None,
        deadline_to=None, condition_span=None, reported_by=(), reported_by_names=(), attribution_id=None, plover="AGREE",
        contexts=(), rule="invented", confidence=1.0, party_rule="invented", party_confidence=1.0,
    )  # fmt: skip
