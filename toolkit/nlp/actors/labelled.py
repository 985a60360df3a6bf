"""Who the labels of a transcript name: "RUIZ:" is the Ana Ruiz of the introduction, "A:" whoever is interviewed."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.nlp.actors.known_names import resolve_name
from toolkit.nlp.document.parsing import turns
from toolkit.nlp.layers import ActorCluster, Layers, Range
from toolkit.records import ActorType, MentionKind

_CONFIDENCE = 0.9
"""That a label names a person; set by hand."""


def add_labelled(layers: Layers) -> None:
    """Record whom the labels of turns mean in ``layers.actors``; one that nobody else names becomes a person of its own.

    Parameters
    ----------
    layers
        With the actors that the text names.
    """
    found = turns(layers.doc)
    for label, _, kind in found:
        start, end = _name(layers.doc, label)
        if kind == "speech" and start < end:
            _mention(layers, label, (start, end))
        elif kind == "answer" and (interviewed := _only_person_before(layers, found[0][0][0])) is not None:
            layers.actors.mention(interviewed, *label, label[1] - 1, MentionKind.NOMINAL)


def _mention(layers: Layers, label: Range, name: Range) -> None:
    registry, head = layers.actors, name[1] - 1
    at = registry.at(head)
    surname = layers.doc[head].lower_
    named = [c for c in _persons(layers) if c.mentions and c.name.split()[-1].casefold() == surname]
    known = max(named, key=lambda c: len(c.name.split()), default=None)
    if at in named and known is not None and known is not at:
        registry.merge(at, known)
    elif at not in named:
        registry.mention(known or _new(layers, label, name), *name, head, MentionKind.NAME)


def _new(layers: Layers, label: Range, name: Range) -> ActorCluster:
    """A person whom only the label names, with the office and the state that it gives; the states around say nothing of it."""
    doc = layers.doc
    titles = (token.lower_ for token in doc[label[0] : name[0]])
    office = " ".join(title for title in titles if _plain(title) not in _lead("honorific"))
    own, home = _leader(layers, office, " ".join(_cased(token.text) for token in doc[name[0] : name[1]]))
    return layers.actors.add(
        own,
        ActorType.PERSON,
        role=office or None,
        role_nouns=office.split()[-1:],
        country=_state_in(layers, (name[1], label[1])) or home,
        plover_sector="GOV" if office else None,
        rule="label",
        confidence=_CONFIDENCE,
    )


def _state_in(layers: Layers, words: Range) -> str | None:
    """The code of the first state that some words name: "RUIZ (Spain)"."""
    actors = filter(None, map(layers.actors.at, range(*words)))
    return next((actor.country for actor in actors if actor.type == ActorType.STATE), None)


def _cased(word: str) -> str:
    return word.title() if word.isupper() else word


def _leader(layers: Layers, office: str, name: str) -> tuple[str, str | None]:
    """The full name and the state of a leader; the name alone of anybody else."""
    known = layers.anchor is not None or office in _lead("heads")  # without a date, a minister may be of any time
    leader = resolve_name(f"{office.title()} {name}".strip(), layers.anchor) if known else None
    return (leader.name, leader.code) if leader is not None and leader.kind == "leader" else (name, None)


def _name(doc: Doc, label: Range) -> Range:
    """The words of a label that are a name: without titles before it and brackets after it; empty for "MODERATOR"."""
    start, end = label
    end = next((i for i in range(start, end) if doc[i].text[:1] in "(["), end)
    while start < end and (not doc[start].text[:1].isalnum() or _plain(doc[start].text) in _titles()):
        start += 1
    roles = (lexicon.words("transcripts", role) for role in ("question", "answer", "chair"))
    said = " ".join(_plain(token.text) for token in doc[start:end])
    return (start, start) if any(said in words for words in roles) else (start, end)


def _titles() -> frozenset[str]:
    """The words that titles are made of."""
    return frozenset(
        word for key in ("honorific", "office", "no_title") for title in _lead(key) for word in title.split()
    )


def _lead(key: str) -> frozenset[str]:
    return lexicon.words("name_parts", key)


def _plain(word: str) -> str:
    return word.casefold().rstrip(".")


def _persons(layers: Layers) -> Iterator[ActorCluster]:
    return (cluster for cluster in layers.actors.clusters if cluster.type == ActorType.PERSON)


def _only_person_before(layers: Layers, position: int) -> ActorCluster | None:
    """The one person whom title and introduction name, if it is one."""
    named = [c for c in _persons(layers) if any(m.start < position for m in c.mentions)]
    return named[0] if len(named) == 1 else None
