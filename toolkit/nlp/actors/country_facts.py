"""What an article tells of countries, gathered while its actors are found, and what a description says of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.nlp.actors.gazetteer import IGO
from toolkit.nlp.layers import ActorCluster, ActorRegistry, Range
from toolkit.records import ActorType

_BEFORE, _AFTER = 5, 8
"""Words before and after a name in which a description is read; set by hand."""


@dataclass(frozen=True, slots=True)
class CountryFacts:
    """What the article tells of countries."""

    codes: dict[int, str]
    """State by position of every token that names one, places included."""
    domestic: Counter[str] = field(default_factory=Counter)
    """How often an office or a parliament was named that only one country has, by country."""
    ties: dict[int, list[ActorCluster]] = field(default_factory=dict)
    """Organisations that a person belongs to beyond those in role and affiliation, by the person's key."""
    paper: str | None = None
    """The country of the paper that prints the article."""


def is_field(doc: Doc, position: int, codes: Container[int]) -> bool:
    """Whether the state at the position is only what somebody studies: "professor of Ruritanian history"."""
    after = position + 1
    while after < len(doc) and after in codes:
        after += 1
    return after < len(doc) and doc[after].lower_ in lexicon.words("bodies", "fields")


def described(doc: Doc, name: Range, codes: Mapping[int, str]) -> str | None:
    """The state in the description next to an organisation's name.

    "the Ruritanian company Zenda Oil", "Zenda-based Zenda Oil", "Zenda Oil, a Ruritanian company", "Zenda Oil in Ruritania".

    Parameters
    ----------
    doc
        The Doc.
    name
        Where the name stands.
    codes
        State by position.
    """
    return first_code(_before(doc, name[0]), codes) or first_code(_after(doc, name[1]), codes)


def apposed(doc: Doc, end: int, codes: Mapping[int, str]) -> str | None:
    """The state in the description after a person's name: "Anna Berg, a prominent Ruritanian thinker".

    Parameters
    ----------
    doc
        The Doc.
    end
        Where the name ends.
    codes
        State by position.
    """
    after = doc[end : end + 2]
    if len(after) < 2 or after[0].text != ",":
        return None
    return first_code((i for i in _after(doc, end) if doc[i].pos_ == "ADJ"), codes)


def first_code(positions: Iterable[int], codes: Mapping[int, str]) -> str | None:
    """The state of the first of the positions where one is named."""
    return next((codes[i] for i in positions if i in codes), None)


def _before(doc: Doc, start: int) -> Iterable[int]:
    """Positions of the words of a description before a name, from the name on."""
    for token in reversed(doc[max(0, start - _BEFORE) : start]):
        yield token.i
        if (
            token.pos_ not in ("NOUN", "ADJ", "PROPN")
            and token.tag_ not in ("HYPH", "VBN", "VBD")
            and token.text != "-"
        ):
            return


def _after(doc: Doc, end: int) -> Iterable[int]:
    """Positions of the words of a description after a name: after "in", or after a comma and an article."""
    after = doc[end : end + _AFTER]
    if len(after) > 1 and after[0].lower_ == "in":
        yield after[1].i
    elif len(after) > 2 and after[0].text == "," and after[1].pos_ == "DET":
        for token in after[2:]:
            yield token.i
            if token.is_punct or token.pos_ in ("VERB", "AUX", "ADP"):
                return


def names_union(registry: ActorRegistry) -> bool:
    """Whether the article names a body of the European Union."""
    first_words = tuple(lexicon.words("bodies", "union"))
    return any(c.plover_sector == IGO and c.name.startswith(first_words) for c in registry.clusters)


def is_regional(cluster: ActorCluster) -> bool:
    """Whether the name of an organisation says that it belongs to no one country."""
    return cluster.type != ActorType.PERSON and cluster.name.split()[0] in lexicon.words("bodies", "regions")
