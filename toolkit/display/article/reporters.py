"""Who vouches for a commitment, and for whom somebody speaks."""

from __future__ import annotations

from toolkit.display.article.view import View, join
from toolkit.records import Commitment


def reported(view: View, row: Commitment) -> tuple[str, str]:
    """Who says so: the kind of reporter (the article itself, one side, both sides, a third party) and the names."""
    if not row.reported_by:
        return "the article", ""
    own = {side for reporter in row.reported_by for side in sides(view, reporter) if side in row.parties}
    names = join(row.reported_by_names or (view.name(reporter) for reporter in row.reported_by))
    if not row.parties:
        return "", names
    if len(row.parties) == 1:
        return ("the party itself" if own else "another"), names
    return {0: "a third party", 1: "one side"}.get(len(own), "both sides"), names


def sides(view: View, actor_id: str) -> set[str]:
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
