"""Where people stand: who vouches for an undertaking, and whether words of speech agree, object or demand."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from toolkit.display.view import View, join
from toolkit.records import Attribution, Commitment, CueClass

POSITIONS = ("agreement", "disagreement", "demand")


def reported(view: View, row: Commitment) -> tuple[str, str]:
    """Who says so: the kind of reporter (the article itself, one side, both sides, a third party) and the names."""
    if not row.reported_by:
        return "the article", ""
    sides = {side for reporter in row.reported_by for side in _sides(view, reporter) if side in row.parties}
    names = join(row.reported_by_names or (view.name(reporter) for reporter in row.reported_by))
    if not row.parties:
        return "", names
    if len(row.parties) == 1:
        return ("the party itself" if sides else "another"), names
    return {0: "a third party", 1: "one side"}.get(len(sides), "both sides"), names


def _sides(view: View, actor_id: str) -> set[str]:
    """The actors one speaks for: oneself, one's state, the body one belongs to."""
    actor = view.by_id.get(actor_id)
    if actor is None:
        return set()
    belongs = {
        other.actor_id
        for other in view.actors
        if other.type != "person"
        and ((other.country and other.country == actor.country) or other.name in (actor.affiliation or ""))
    }
    return {actor_id} | belongs


@cache
def _position_words() -> dict[str, str]:
    from toolkit.lexicon import table

    return {form.replace("_", " "): row["position"] for row in table("positions") for form in row["forms"].split()}


@cache
def _obligation() -> re.Pattern[str]:
    """Words that oblige somebody else: "must", "has to"; what "I" and "we" must do is no demand."""
    forms = sorted((form for form, kind in _position_words().items() if kind == "obligation"), key=len, reverse=True)
    return re.compile(rf"(?<!\bwe )(?<!\bi )\b(?:{'|'.join(map(re.escape, forms))})\b")


def position(row: Attribution) -> str | None:
    """Whether the words of speech agree, disagree or demand; a negated agreement is a disagreement.

    The word after the cue counts too, since "for" of "called for" may stand in cue or content. Where the cue takes no
    position, what somebody says that others must do is a demand.
    """
    cue = row.cue.lower().split()
    content = " ".join(row.content.lower().split())
    words = [*cue, *content.split()[:1]]
    phrases = [*(" ".join(pair) for pair in pairwise(words)), *cue]
    found = next((kind for phrase in phrases if (kind := _position_words().get(phrase)) in POSITIONS), None)
    if found and row.negated:
        return {"agreement": "disagreement"}.get(found)
    if found is None and not row.negated and row.cue_class == CueClass.SPEECH and _obligation().search(content):
        return "demand"
    return found
