"""Quotations that stand free, without a cue: whoever speaks or acts around them is taken for the speaker, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from toolkit.nlp.actors.person_words import role_sectors
from toolkit.nlp.document.parsing import UNPARSED
from toolkit.nlp.layers import AttributionSpan, Layers, Quote
from toolkit.nlp.references.pronouns import SINGULAR
from toolkit.nlp.statements.cues import verbs
from toolkit.nlp.statements.tree import Tree
from toolkit.records import ActorType, AttributionType, CueClass

RULE = "free"
FEWEST = 2
"""Words that a free quotation has at least: what a crowd shouts is none."""
BEFORE, AFTER, NOBODY = 0.6, 0.5, 0.45
"""Confidence by where the speaker stands; set by hand, under that of precise mode."""
_ENDS = (".", "?", "!", "…")
_SINGLE = frozenset("'‘’")
_MARKS = "\"'“”‘’„«»` \n"


@dataclass(frozen=True, slots=True)
class _Speaker:
    """The token that names who speaks, with its words; and how sure that is."""

    head: int
    start: int
    end: int
    confidence: float


def add_free_quotes(tree: Tree, layers: Layers, found: list[AttributionSpan]) -> list[AttributionSpan]:
    """The attributions found, with one for each quotation that is a sentence of its own and nobody's yet.

    Its speaker is the person who says something, or of whom something is told, right before it; else whose words the next
    paragraph quotes. A quotation right after another one, or its cue, goes on with that.

    Parameters
    ----------
    tree
        The Doc's words.
    layers
        With the actors that the text names.
    found
        The attributions with a cue.

    Returns
    -------
    list of AttributionSpan
        In text order.
    """
    for attribution in found:
        _let_go(tree, attribution)
    around = _Around(tree, layers, found)
    made: list[AttributionSpan] = []
    for quote in _free(tree, found):
        speaker = around.told_after(quote)
        goes_on = None if speaker else around.goes_on(quote, made[-1:])
        if goes_on is not None:
            goes_on.content = (*goes_on.content, (quote.start, quote.end))
        else:
            made.append(_attribution(quote, speaker or around.speaker(quote)))
    return sorted([*found, *made], key=lambda a: a.cue_head)


def _free(tree: Tree, found: Sequence[AttributionSpan]) -> list[Quote]:
    """The quotations that are whole sentences and of which no attribution has a word."""
    taken = {i for a in found for s, e in ((a.cue_head, a.cue_head + 1), *a.content) for i in range(s, e)}
    alone = [q for q in filter(partial(_stands_alone, tree), tree.quotes) if taken.isdisjoint(range(q.start, q.end))]
    single = [quote.mark in _SINGLE for quote in tree.quotes]
    if 2 * sum(single) > len(single):
        return alone
    return [quote for quote in alone if quote.mark not in _SINGLE]  # among double marks, single ones set off headings


def _last_word(tree: Tree, quote: Quote) -> str:
    """The last token of a quotation before the mark that closes it."""
    inside = (tree.lower[i].strip(_MARKS) for i in range(quote.end - 1, quote.start, -1))
    return next(filter(None, inside), "")


def _let_go(tree: Tree, attribution: AttributionSpan) -> None:
    """Take from a content what is quoted in sentences before the cue's where more is quoted after it.

    '"That is false." The envoy disagreed. "We signed."': the first is not the envoy's.
    """
    cue = tree.sent[attribution.cue_head]
    quoted = [piece for piece in attribution.content if tree.quote[piece[0]] >= 0]
    before = {piece for piece in quoted if tree.sent[piece[1] - 1] < cue}
    if before and any(tree.sent[piece[0]] > cue for piece in quoted):
        attribution.content = tuple(piece for piece in attribution.content if piece not in before)


def _stands_alone(tree: Tree, quote: Quote) -> bool:
    """Whether a quotation is made of whole sentences, and nothing else stands in these."""
    words = sum(map(tree.is_word, range(quote.start, quote.end)))
    if words < FEWEST or tree.units[tree.unit[quote.start]][2] != "body":
        return False
    before = tree.trim(tree.sents[tree.sent[quote.start]][0], quote.start)
    after = tree.trim(quote.end, tree.sents[tree.sent[quote.end - 1]][1])
    if before[0] < before[1] or after[0] < after[1]:
        return False
    return _last_word(tree, quote).endswith(_ENDS) or not quote.closed


class _Around:
    """Who speaks or acts in the sentences around a quotation."""

    def __init__(self, tree: Tree, layers: Layers, found: Sequence[AttributionSpan]) -> None:
        self.tree, self.layers = tree, layers
        self.cued: dict[int, list[AttributionSpan]] = {}
        for attribution in found:
            self.cued.setdefault(tree.sent[attribution.cue_head], []).append(attribution)
        self.running = [k for k, (*_, kind) in enumerate(tree.units) if kind not in UNPARSED]
        self.rank = {k: n for n, k in enumerate(self.running)}

    def told_after(self, quote: Quote) -> _Speaker | None:
        """Who is said to say it in a sentence of its own: '"Will it open?" Berg asked.'"""
        tree, following = self.tree, self.tree.sent[quote.end - 1] + 1
        if following >= len(tree.sents) or tree.unit[tree.sents[following][0]] != tree.unit[quote.start]:
            return None
        start, end = tree.sents[following]
        root = next((i for i in range(start, end) if tree.head[i] == i), start)
        subject = tree.child(root, "nsubj")
        entry = verbs().get(tree.lemma[root])
        if (
            subject is None
            or entry is None
            or entry.cue_class is not CueClass.SPEECH
            or tree.child(root, "ccomp", "dobj")
        ):
            return None
        return _Speaker(subject, *tree.trim(tree.left[subject], tree.right[subject] + 1), BEFORE)

    def goes_on(self, quote: Quote, made: Sequence[AttributionSpan]) -> AttributionSpan | None:
        """The attribution that ends right before a quotation, and quotes: the same speaker goes on."""
        before = self._words_before(quote)
        if before is None:
            return None
        ending = [a for a in made if a.content[-1][1] - 1 == before]
        cued = self.cued.get(self.tree.sent[before], ())
        quoting = [a for a in cued if a.source and any(self.tree.quote[s] >= 0 for s, _ in a.content)]
        found = ending or quoting
        return found[-1] if found else None

    def speaker(self, quote: Quote) -> _Speaker | None:
        """The person in the sentence before, else whom the next paragraph quotes."""
        before = self._words_before(quote)
        person = self._in_sentence(self.tree.sent[before], BEFORE) if before is not None else None
        return person or self._after(quote)

    def _words_before(self, quote: Quote) -> int | None:
        """The last token, blanks left out, before a quotation: in its paragraph or in the one before."""
        tree, unit = self.tree, self.tree.unit[quote.start]
        rank = self.rank[unit]
        first = tree.units[self.running[rank - 1]][0] if rank else tree.units[unit][0]
        before = (i for i in range(quote.start - 1, first - 1, -1) if not tree.lower[i].isspace())
        found = next(before, None)
        return found if found is not None and tree.units[tree.unit[found]][2] == "body" else None

    def _in_sentence(self, sentence: int, confidence: float) -> _Speaker | None:
        """Whoever says something in a sentence, or its subject where that is a person."""
        said = (a for a in self.cued.get(sentence, ()) if a.cue_class is not CueClass.ACCORDING_TO)
        heads = [*(a.source_head for a in said if a.source_head is not None), *self._subjects(sentence)]
        persons = [who for who in map(self._person, heads) if who is not None]
        return self._named(persons[-1], confidence) if persons else None

    def _subjects(self, sentence: int) -> list[int]:
        start, end = self.tree.sents[sentence]
        roots = (i for i in range(start, end) if self.tree.head[i] == i)
        return [k for root in roots for k in self.tree.kids[root] if self.tree.dep[k] == "nsubj"]

    def _person(self, head: int) -> int | None:
        """The token of a phrase by which it means a person: its head, or the name in apposition to that."""
        apposed = [k for k in self.tree.kids[head] if self.tree.dep[k] == "appos"]
        for i in (*apposed, head):
            actor = self.layers.actors.at(i)
            if actor is not None and actor.type == ActorType.PERSON:
                return i
        means_one = self.tree.lower[head] in SINGULAR or self.tree.lower[head] in role_sectors()
        return head if means_one else None

    def _named(self, head: int, confidence: float) -> _Speaker:
        mention = [m for c in (self.layers.actors.at(head),) if c for m in c.mentions if m.start <= head < m.end]
        start, end = (mention[0].start, mention[0].end) if mention else (head, head + 1)
        return _Speaker(head, start, end, confidence)

    def _after(self, quote: Quote) -> _Speaker | None:
        """Whose words the next paragraph quotes from its beginning."""
        tree, rank = self.tree, self.rank[self.tree.unit[quote.start]]
        ends = quote.end >= tree.trim(*tree.units[self.running[rank]][:2])[1]
        if not ends or rank + 1 == len(self.running):
            return None
        start, end = tree.trim(*tree.units[self.running[rank + 1]][:2])
        opens = start < end and tree.opens_quote(start)
        owners = self.cued.get(tree.sent[start], ()) if opens else ()
        heads = (a.source_head for a in owners if a.content[0][0] == start)
        head = next((head for head in heads if head is not None), None)
        return self._named(head, AFTER) if head is not None else None


def _attribution(quote: Quote, speaker: _Speaker | None) -> AttributionSpan:
    return AttributionSpan(
        cue=(),
        content=((quote.start, quote.end),),
        source=((speaker.start, speaker.end),) if speaker else (),
        cue_head=quote.start,
        source_head=speaker.head if speaker else None,
        type=AttributionType.DIRECT,
        cue_class=CueClass.PUNCTUATION,
        rule=RULE,
        confidence=speaker.confidence if speaker else NOBODY,
    )
