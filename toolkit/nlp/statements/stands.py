"""Where speakers stand: whether words of speech agree, object or demand."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from toolkit.lexicon import table
from toolkit.records import CueClass, Stand

_STANDS = frozenset(Stand)


@cache
def _position_words() -> dict[str, str]:
    return {form.replace("_", " "): row["position"] for row in table("positions") for form in row["forms"].split()}


@cache
def _obligation() -> re.Pattern[str]:
    """Words that oblige somebody else: "must", "has to"; what "I" and "we" must do is no demand."""
    forms = sorted((form for form, kind in _position_words().items() if kind == "obligation"), key=len, reverse=True)
    return re.compile(rf"(?<!\bwe )(?<!\bi )\b(?:{'|'.join(map(re.escape, forms))})\b")


def stand_of(cue: str, content: str, cue_class: CueClass, negated: bool) -> Stand | None:
    """Whether the words of speech agree, disagree or demand; a negated agreement is a disagreement.

    The word after the cue counts too, since "for" of "called for" may stand in cue or content. Where the cue takes no
    position, what somebody says that others must do is a demand.
    """
    cued, said = cue.lower().split(), content.lower().split()
    words = [*cued, *said[:1]]
    phrases = [*(" ".join(pair) for pair in pairwise(words)), *cued]
    found = next((kind for phrase in phrases if (kind := _position_words().get(phrase)) in _STANDS), None)
    if negated:
        return Stand.DISAGREEMENT if found == Stand.AGREEMENT else None
    if found is not None:
        return Stand(found)
    demands = cue_class == CueClass.SPEECH and _obligation().search(" ".join(said))
    return Stand.DEMAND if demands else None
