"""All commissive frames of a Doc."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from toolkit.nlp.commitments.frames.adjectives import adjective_frames
from toolkit.nlp.commitments.frames.arranged import arranged_frames
from toolkit.nlp.commitments.frames.commissive_words import commissives
from toolkit.nlp.commitments.frames.documents import document_frames
from toolkit.nlp.commitments.frames.frame import Frame
from toolkit.nlp.commitments.frames.futures import WOULD, future_frames
from toolkit.nlp.commitments.frames.nouns import noun_frames
from toolkit.nlp.commitments.frames.verbs import verb_frames
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.nlp.document.parsing import paragraphs
from toolkit.nlp.layers import Quote

_UNREAD = frozenset({"headline", "subhead", "dateline", "byline", "publication", "furniture", "correction"})


def find_frames(doc: Doc, quotes: Sequence[Quote] = ()) -> list[Frame]:
    """The frames of a parsed Doc in text order.

    Parameters
    ----------
    doc
        The Doc.
    quotes
        Its quotations: inside one, a bare "would" is a supposition ("I would bet"), not the past of "will".

    Headlines and other zones are not read: what they say, the text says again. Where two frames claim the same words as
    their action, the one found first keeps them: the verbs that name the undertaking before bare futures.
    """
    found: list[Frame] = []
    taken: set[int] = set()
    quoted = {position for quote in quotes for position in range(quote.start, quote.end)}
    for frame in _candidates(doc, quoted):
        if frame.anchor.i in taken or all(a.head.i in taken for a in frame.actions):
            continue
        found.append(frame)
        taken.update(a.head.i for a in frame.actions)
        taken.update(position for start, end in frame.trigger for position in range(start, end))
    return sorted(found, key=lambda f: (f.actions[0].range, f.trigger))


def _candidates(doc: Doc, quoted: set[int]) -> Iterator[Frame]:
    """All frames that any detector finds, those of named undertakings first, bare futures last."""
    body = list(_body(doc))
    for detect in (_named, arranged_frames):
        for token in body:
            yield from detect(token)
    for token in body:
        yield from (frame for frame in future_frames(token) if not _supposed(frame, quoted))


def _supposed(frame: Frame, quoted: set[int]) -> bool:
    """Whether a "would" stands with its subject inside a quotation."""
    word, holder = frame.anchor.doc[frame.trigger[0][0]], frame.holder
    return word.lower_ in WOULD and word.i in quoted and holder is not None and holder.i in quoted


def _body(doc: Doc) -> Iterator[Token]:
    for start, end, kind in paragraphs(doc):
        if kind not in _UNREAD:
            yield from doc[start:end]


def _named(token: Token) -> Iterator[Frame]:
    yield from verb_frames(token)
    yield from document_frames(token)
    if token.dep_ not in ("amod", "compound") and (entries := commissives(token.lower_, "adjective")):
        yield from adjective_frames(token, entries[0])
    elif token.pos_ == "NOUN":
        for entry in commissives(lemma_of(token), "noun", "out-of-the"):
            yield from noun_frames(token, entry)
