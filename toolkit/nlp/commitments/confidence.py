"""How sure a commitment is: that something is undertaken, and that who is bound is right.

Both are logistic models over two names: the rule that found the row, and how its parties were found. The weights stand in
``lexicon/commitment_confidence.csv``; :mod:`toolkit.training.commitments` fits them, ``confidence.md`` is the model card.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.commitments.frames.frame import Frame
from toolkit.nlp.commitments.parties import PartyFinder
from toolkit.nlp.document.grammar import RELATIVE_PRONOUNS, conjuncts
from toolkit.nlp.layers import ActorCluster

_SPEAKERS = {"i": "pronoun-i", "me": "pronoun-i", "we": "pronoun-we", "us": "pronoun-we"}

Weights = Mapping[str, tuple[float, float]]
"""By feature: what it adds to the log-odds that the action is right, and that the parties are."""


def party_rule(finder: PartyFinder, frame: Frame, parties: Sequence[int]) -> str:
    """How the parties of a frame were found.

    Parameters
    ----------
    finder
        What found them.
    frame
        The frame.
    parties
        Their keys.

    Returns
    -------
    str
        ``nobody``; ``untold``: the clause names nobody, they are who speaks or was named last; ``several-named`` and
        ``several-meant`` ("the two sides"); ``pronoun-…``; ``unnamed``: an actor by description; ``described`` ("the
        minister"); ``bound-…``: the state or body of a person or an organisation; else the kind of mention and of actor
        ("name-state", "demonym-state").
    """
    holder = frame.holder
    if not parties or holder is None:
        return "untold" if parties else "nobody"
    if len(conjuncts(holder)) > 1:
        return "several-named"
    if holder.pos_ == "PRON":
        return _by_pronoun(finder, holder)
    return "several-meant" if len(parties) > 1 else _by_noun(finder, holder, finder.actors[parties[0]])


def _by_pronoun(finder: PartyFinder, holder: Token) -> str:
    if holder.lower_ in RELATIVE_PRONOUNS:
        return "pronoun-relative"
    return _SPEAKERS.get(holder.lower_, "pronoun-third" if finder.registry.resolve(holder) else "pronoun-speaker")


def _by_noun(finder: PartyFinder, holder: Token, bound: ActorCluster) -> str:
    said = finder.registry.at(holder.i)
    if bound.rule == "party":
        return "unnamed"
    if said is None:
        return "described"
    if said.key != bound.key:
        return f"bound-{said.type.value}"
    kind = next(m.kind for m in said.mentions if m.start <= holder.i < m.end)
    return f"{kind.value}-{said.type.value}"


def features(rule: str, party: str) -> list[str]:
    """What a row is judged by: its rule and how its parties were found, and the family of each (the first word).

    Parameters
    ----------
    rule
        Name of the rule: "agree-to".
    party
        As :func:`party_rule` gives it.
    """
    found = []
    for kind, name in (("rule", rule), ("party", party)):
        found += [f"{kind}: {name}", f"{kind} family: {name.split('-', 1)[0]}-*"]
    return found


@cache
def _weights() -> dict[str, tuple[float, float]]:
    rows = lexicon.table("commitment_confidence")
    return {row["feature"]: (float(row["action"]), float(row["parties"])) for row in rows}


def confidences(rule: str, party: str) -> tuple[float, float]:
    """How likely the action of a row with this rule is right, and how likely its parties are; each from 0 to 1.

    Parameters
    ----------
    rule, party
        As :func:`features` takes them; names that no row of the gold had add nothing.
    """
    return weighed(features(rule, party), _weights())


def weighed(found: Iterable[str], weights: Weights) -> tuple[float, float]:
    """The two probabilities that weights give to a row with some features; ``*`` stands for all rows."""
    known = [weights[name] for name in ("*", *found) if name in weights]
    action, parties = (_probability(sum(column)) for column in zip(*known, strict=True))
    return action, parties


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))
