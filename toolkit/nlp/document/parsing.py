"""From an article's text to one Doc, paragraph by paragraph, with offsets that lead back.

The parser sees one paragraph (headline, dateline ...) at a time: a sentence never runs over a line end, and furniture is
tokenised only. What a model cannot digest (a zero-width character, the line end of a hard-wrapped line) is changed on the
way to the model; :func:`char_span` maps back to the article's text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from toolkit.articles import Article, encodable
from toolkit.layout import BREAK, HYPHENATED, paragraph_spans

KEY = "readout"
"""Under this key of ``doc.user_data`` stands a plain dict with all that Readout knows of the Doc."""

BODY = "body"
_CHANGED = re.compile(
    "[\u00ad\u200b-\u200d\u2060\ufeff]+|" + BREAK + "|[A-Za-z][\u0300-\u036f]+|(?<!\\d)[＂＇″′´]"
    r"|(?<=[A-Za-z])\ufffd(?=(?:s|t|re|ve|ll|d|m)\b)|(?<![^\s(])\ufffd(?=\w)|(?<=[,.!?])\ufffd(?!\w)"
)
"""Invisible characters, line ends inside a paragraph with what belongs to no word, letters with their accents apart; signs
written for quotation marks and apostrophes, and characters lost where only such can have stood."""
_MARK = {"＂": '"', "″": '"'}
_ACCENTED = re.compile("[A-Za-z][\u0300-\u036f]+")
_HYPHENATED = re.compile(rf"{HYPHENATED}$")
Range = tuple[int, int]
UNPARSED = frozenset({"furniture", "publication", "dateline", "correction"})
"""Kinds of units that are tokenised only: they carry no parse, no quotation and no statement."""


def units(article: Article) -> list[tuple[int, int, str]]:
    """The parts of the text that are parsed on their own: ``(start, end, kind)``, covering it all.

    ``kind`` is a zone's kind or ``"body"`` for a paragraph of running text.
    """
    text = article.text
    begins = [text.rfind("\n", 0, start) + 1 for start, _ in paragraph_spans(text)]
    found: list[tuple[int, int, str]] = []

    def running(start: int, end: int) -> None:
        cuts = [start, *(cut for cut in begins if start < cut < end), end]
        found.extend((a, b, BODY) for a, b in pairwise(cuts))

    position = 0
    for zone in article.zones:
        running(position, zone.start)
        found.append((zone.start, zone.end, zone.kind.value))
        position = zone.end
    running(position, len(text))
    return [unit for unit in found if unit[0] < unit[1]]


def model_text(text: str) -> tuple[str, list[int] | None]:
    """The text as a model should see it, and the position of each of its characters (and its end) in ``text``.

    Invisible characters are left out, a line end inside becomes one blank (with the blanks and signs of quotation around it;
    none behind a hyphen), a letter is put together with its accents, primes and the like are plain quotation marks, what
    cannot be encoded is U+FFFD. The positions are ``None`` where nothing was left out.
    """
    body = text.rstrip("\n")
    flat: list[str] = []
    kept: list[int] = []
    position = 0
    for match in _CHANGED.finditer(body):
        flat.append(body[position : match.start()])
        kept.extend(range(position, match.start()))
        new = _shown(match)
        flat.append(new)
        kept.extend(range(match.start(), match.start() + len(new)))
        position = match.end()
    flat.append(text[position:])
    kept.extend(range(position, len(text)))
    shown = encodable("".join(flat))
    return shown, None if len(shown) == len(text) else [*kept, len(text)]


def _shown(match: re.Match[str]) -> str:
    """What a model sees in place of a match of ``_CHANGED``."""
    sign, before = match[0][0], match.string[max(0, match.start() - 3) : match.start()]
    if "\n" in match[0]:
        return "" if _HYPHENATED.search(before) else " "
    if sign == "\ufffd":
        return "'" if before[-1:].isalpha() else '"'
    if sign in "＂＇″′´":
        return _MARK.get(sign, "'")
    return unicodedata.normalize("NFC", match[0]) if sign.isalpha() else ""


def parse(nlp: Language, articles: Iterable[Article], batch_size: int = 64) -> Iterator[tuple[Article, Doc]]:
    """Parse articles with ``nlp``, paragraph by paragraph.

    Yields
    ------
    (article, doc)
        One Doc an article. ``doc.user_data["readout"]`` holds ``doc_id``, ``published`` (ISO or ``None``), ``publisher``,
        ``units`` (``[first token, end token, kind]``), ``turns`` (of a transcript), ``offsets`` (``None``, or the position in
        the article's text of each character of ``doc.text`` and its end) and ``accents`` (position of each letter that has
        its accents apart, and how many).
    """
    for article in articles:
        pieces = units(article)
        texts = [model_text(article.text[start:end]) for start, end, _ in pieces]
        parsed = iter(
            nlp.pipe(
                (t for (t, _), (*_, kind) in zip(texts, pieces, strict=True) if kind not in UNPARSED),
                batch_size=batch_size,
            )
        )
        docs = [
            nlp.make_doc(text) if kind in UNPARSED else next(parsed)
            for (text, _), (*_, kind) in zip(texts, pieces, strict=True)
        ]
        yield article, _join(nlp, article, pieces, texts, docs)


def _join(
    nlp: Language,
    article: Article,
    pieces: Sequence[tuple[int, int, str]],
    texts: Sequence[tuple[str, list[int] | None]],
    docs: Sequence[Doc],
) -> Doc:
    unshared = ["tensor", "user_data"]  # unparsed parts have no tensor
    joined = Doc.from_docs(list(docs), ensure_whitespace=False, exclude=unshared)  # type: ignore[call-arg]
    doc = joined if joined is not None else nlp.make_doc("")
    ranges, position = [], 0
    for piece, part in zip(pieces, docs, strict=True):
        ranges.append([position, position + len(part), piece[2]])
        position += len(part)
    offsets = _offsets(article, pieces, texts)
    doc.user_data[KEY] = {
        "doc_id": article.doc_id,
        "published": article.published.isoformat() if article.published else None,
        "publisher": article.publisher,
        "units": ranges,
        "offsets": offsets,
        "turns": _turns(article, doc, offsets),
        "accents": [[m.start(), len(m[0]) - 1] for m in _ACCENTED.finditer(article.text)] if offsets else [],
    }
    return doc


def _offsets(
    article: Article, pieces: Sequence[tuple[int, int, str]], texts: Sequence[tuple[str, list[int] | None]]
) -> list[int] | None:
    """For each character that the model saw, and their end, its place in the article's text; ``None`` if that is the same."""
    if all(kept is None for _, kept in texts):
        return None
    found: list[int] = []
    for (start, *_), (text, kept) in zip(pieces, texts, strict=True):
        found.extend(start + i for i in (kept[:-1] if kept is not None else range(len(text))))
    return [*found, len(article.text)]


def _turns(article: Article, doc: Doc, offsets: Sequence[int] | None) -> list[list[Any]]:
    """The turns of a transcript in tokens: ``[first and end of the label, first and end of what is said, kind]``."""
    places = [token.idx if offsets is None else offsets[token.idx] for token in doc]
    return [
        [*(bisect_left(places, at) for at in (turn.label_start, turn.label_end, turn.start, turn.end)), turn.kind]
        for turn in article.turns
    ]


def turns(doc: Doc) -> list[tuple[Range, Range, str]]:
    """The turns of the Doc's article, if it is a transcript: label, what is said, and kind (:class:`toolkit.articles.Turn`)."""
    return [((a, b), (c, d), kind) for a, b, c, d, kind in known(doc).get("turns", ())]


def known(doc: Doc) -> dict[str, Any]:
    """What Readout knows of the Doc: the plain dict in ``doc.user_data``, made where it is missing."""
    facts: dict[str, Any] = doc.user_data.setdefault(
        KEY, {"doc_id": "", "published": None, "publisher": None, "offsets": None, "accents": []}
    )
    return facts


def paragraphs(doc: Doc) -> list[tuple[int, int, str]]:
    """The token ranges ``(start, end, kind)`` of the Doc's units; for a Doc made elsewhere, its lines."""
    stored = known(doc).get("units")
    if stored is not None:
        return [(start, end, kind) for start, end, kind in stored]
    found, start = [], 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            found.append((start, token.i + 1, BODY))
            start = token.i + 1
    if start < len(doc):
        found.append((start, len(doc), BODY))
    return found


def char_span(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Characters of the article's text that the tokens ``start`` to ``end`` (exclusive) cover."""
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text)
    offsets = known(doc).get("offsets")
    if offsets is None:
        return first, last
    accents = next((extra for position, extra in known(doc)["accents"] if position == offsets[last - 1]), 0)
    return offsets[first], offsets[last - 1] + 1 + accents
