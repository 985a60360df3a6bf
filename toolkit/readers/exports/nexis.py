"""Nexis, old ("1 of 166 DOCUMENTS", as text or web page) and new (Nexis Uni and Lexis Advance: "End of Document")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from toolkit.readers.exports.record import Record, day_of, edition_of, labels, line, pattern_of, words

OLD, NEW = "Nexis", "Nexis Uni"
_BLANK = " \t\xa0"
_HEAD = frozenset({"byline", "section", "dateline", "length", "headline", "highlight", "series", "source"})
"""What labelled fields above the text hold; all others stand below it."""
_CAPTIONED = frozenset({"graphic", "notes"})
"""Fields below the text that go on in further paragraphs."""
MOST_CAPTION = 150
"""Words of captions that may stand below the text; more is text."""
_LONGEST_NOTICE, _LONGEST_DAY = 400, 80
"""Characters of the longest notice of copyright, and of the longest line of a day."""
_MASTHEAD, _CENTRED = 4, 8
"""Blocks among which the one with the day stands; blanks before a centred line."""


@cache
def _numbering() -> re.Pattern[str]:
    """The line that begins an article of an old export."""
    of, documents = pattern_of(words("of")), pattern_of(words("nexis_documents"))
    return re.compile(
        rf"(?im)^[{_BLANK}]*(?:level[ \t]+\d+[ \t]*-[ \t]*)?\d+[ \t]+(?:{of})[ \t]+\d+[ \t]+(?:{documents})[{_BLANK}]*$"
    )


@cache
def _ending() -> re.Pattern[str]:
    """The line that ends an article of a new export."""
    return re.compile(rf"(?im)^[{_BLANK}]*(?:{pattern_of(words('nexis_end'))})[{_BLANK}]*$")


def is_old(text: str) -> bool:
    """Whether the text is an old export, of one article or many."""
    return bool(_numbering().search(text))


def is_new(text: str) -> bool:
    """Whether the text is a new export, of one article or many: a line that ends it, and one that begins a text."""
    return bool(_ending().search(text)) and any(_text_at(part.split("\n")) for part in _ending().split(text))


def _label(block: str) -> tuple[str, str] | None:
    """What a labelled block holds, and its value."""
    match = re.match(r"\s*([^\W\d_][\w /-]{1,28}?)\s*:(?=\s|\S)", block)
    holds = labels("nexis_fields").get(match[1].casefold()) if match else None
    return (holds, block[match.end() :]) if match and holds else None


def _is_copyright(block: str) -> bool:
    """Whether a block is a notice of copyright: "Copyright dispute ends" is a title."""
    begins = re.match(r"(?i)\s*(?:copyright\b|©|\(c\)\s)", block)
    return bool(begins) and len(block) < _LONGEST_NOTICE and bool(re.search(r"(?i)\d{4}|©|\(c\)|\brights\b", block))


def read_old(text: str) -> Iterator[Record]:
    """The articles of an old export; what stands before the first (the request) is left out."""
    starts = list(_numbering().finditer(text))
    ends = [*(following.start() for following in starts[1:]), len(text)]
    for this, end in zip(starts, ends, strict=False):
        yield _old(text[this.end() : end])


def _old(text: str) -> Record:
    """Publisher, date, title, labelled fields, text, labelled fields, copyright: in blocks parted by blank lines."""
    record, blocks = Record(), [b for b in re.split(r"\n[ \t\xa0]*\n", text) if b.strip()]
    first = _old_head(record, blocks)
    last = _tail(blocks, first, capitals=True)
    record.paragraphs = blocks[first:last]
    _fields(record, blocks[last:])
    return record


def _old_label(block: str) -> tuple[str, str] | None:
    """A label of an old export, which stands in capitals: "Source: the ministry" begins a sentence."""
    label = _label(block)
    return label if label and block.split(":")[0].isupper() else None


def _old_holds(block: str) -> str:
    """What a block of an old export holds, if it is labelled or a notice of copyright."""
    label = _old_label(block)
    return label[0] if label else "copyright" if _is_copyright(block) else ""


def _old_head(record: Record, blocks: list[str]) -> int:
    """Read what stands above the text; the place of the text's first block."""
    at, labelled = _old_text_at(blocks)
    unlabelled = [(i, rest) for i, block in enumerate(blocks[:at]) if (rest := _unlabelled(record, block))]
    label = _old_label(blocks[at]) if at < len(blocks) else None
    if label and label[0] == "text":
        blocks[at] = label[1]
    taken = _masthead(record, [block for _, block in unlabelled])
    if labelled:
        record.put("highlight", " ".join(block for _, block in unlabelled[taken:]))
        return at
    return unlabelled[taken][0] if taken < len(unlabelled) else at


def _old_text_at(blocks: Sequence[str]) -> tuple[int, bool]:
    """Where the text begins, or the fields below it where there is none; whether there are labelled fields above."""
    labelled = False
    for i, holds in enumerate(map(_old_holds, blocks)):
        if holds == "text":
            return i, True
        if holds not in _HEAD | {"", "copyright"} or (labelled and not holds):
            return i, labelled
        labelled = labelled or holds in _HEAD
    return len(blocks), labelled


def _unlabelled(record: Record, block: str) -> str:
    """Keep the field that a block of the head is; what is left of it."""
    label = _old_label(block)
    if label:
        record.put(*label)
        return ""
    if not _is_copyright(block):
        return block
    notice, _, rest = block.strip("\n").partition("\n")
    record.put("copyright", notice)
    return rest if rest.strip() else ""


def _masthead(record: Record, blocks: Sequence[str]) -> int:
    """Read publisher, date, edition and title; how many blocks they take."""
    dated = next((i for i, block in enumerate(blocks[:_MASTHEAD]) if any(map(day_of, block.split("\n")))), 0)
    above, below = blocks[: dated + 1], blocks[dated + 1 :]
    _dated_lines(record, [said for block in above for said in block.split("\n") if said.strip()])
    centred = list(takewhile(lambda block: block.startswith((" " * _CENTRED, "\t")), below))
    record.put("edition", " ".join(centred))  # below the date: edition, place
    titles = below[len(centred) :][:1] if "headline" not in record.facts else []
    record.title = record.facts.pop("headline", "") or "".join(titles)
    return len(above) + len(centred) + len(titles)


def _dated_lines(record: Record, lines: Sequence[str]) -> None:
    """Keep publisher, date and edition: the first line, the line of the day, and those below it."""
    day = next((i for i, said in enumerate(lines) if day_of(said)), len(lines))
    record.put("publisher", " ".join(lines[: min(day, 1)]))
    for said in lines[day : day + 1]:
        record.put("date", said)
        record.put("edition", edition_of(said))
    record.put("edition", " ".join(lines[day + 1 :]))


def _field_below(block: str, capitals: bool) -> tuple[str, bool] | None:
    """What a field below the text holds, and whether captions may follow it: labelled, or below a heading ("Graphic")."""
    label = _old_label(block) if capitals else _label(block)
    if label and label[0] not in _HEAD | {"text"}:
        return label[0], capitals and label[0] in _CAPTIONED
    heading = line(block).casefold()
    if not capitals and heading in words("nexis_headings"):
        return heading, True
    return ("copyright", False) if _is_copyright(block) else None


def _tail(blocks: Sequence[str], first: int, *, capitals: bool = False) -> int:
    """Where the fields below the text begin, which nothing but fields, captions and the copyright may follow.

    Read from below, so that each block is looked at once.
    """
    found, unknown, caption = len(blocks), 0, 0
    for i in range(len(blocks) - 1, first - 1, -1):
        if not blocks[i].strip():
            continue
        field = _field_below(blocks[i], capitals)
        if field is None:
            unknown += len(blocks[i].split())
            if unknown + caption > MOST_CAPTION:
                break
            continue
        if unknown and not field[1]:
            break
        caption, unknown, found = caption + unknown, 0, i
    return found


def _fields(record: Record, blocks: Sequence[str]) -> None:
    """Keep the fields below the text."""
    for block in blocks:
        label = _label(block)
        if label and label[0] not in _HEAD:
            record.put(*label)
        elif _is_copyright(block):
            record.put("copyright", block)


def read_new(text: str) -> Iterator[Record]:
    """The articles of a new export; one at the end that was cut off is read too."""
    for part in _ending().split(text):
        lines = [said.strip(_BLANK) for said in part.split("\n")]
        lines = [said for said in lines if said.casefold() not in words("nexis_links") and not _FOLIO.match(said)]
        at = _text_at(lines)
        if at:
            yield _new(lines, at)


_FOLIO = re.compile(r"(?i)page \d+ of \d+$")


def _text_at(lines: Sequence[str]) -> int:
    """Where the text begins: below the line "Body", else below the last labelled field of the head; 0 if there is none."""
    said = [part.strip(_BLANK) for part in lines]
    body = next((i for i, part in enumerate(said) if part.casefold() in words("nexis_body")), None)
    if body is not None and _is_head(said[:body]):
        return body + 1
    labels_of = [_head_label(part) if part else "blank" for part in said]
    length = labels_of.index("length") if "length" in labels_of else None
    return 0 if length is None else length + len(list(takewhile(bool, labels_of[length:])))


def _head_label(part: str) -> str:
    """What a labelled field of the head holds."""
    label = _label(part)
    return label[0] if label and label[0] in _HEAD else ""


def _is_head(lines: Sequence[str]) -> bool:
    """Whether there is what stands above the text: its length, a notice of copyright, or a date."""
    told = any(_head_label(part) == "length" or _is_copyright(part) for part in lines)
    return told or _dated(lines) is not None


def _new(lines: Sequence[str], at: int) -> Record:
    """Title, publisher, date, copyright, labelled fields, then "Body" and the text, then labelled fields."""
    record = Record()
    _new_head(record, [said for said in lines[:at] if said and said.casefold() not in words("nexis_body")])
    last = _tail(lines, at)
    record.paragraphs = list(lines[at:last])
    _fields(record, lines[last:])
    return record


def _new_head(record: Record, head: list[str]) -> None:
    """Read the head from below: fields, copyright, date, publisher; what stands above is the title, and a cover page."""
    masthead = []
    for said in head:
        if _is_copyright(said):
            record.put("copyright", said)
        elif _head_label(said):
            record.put(*(_label(said) or ("", "")))
        elif not record.facts:  # the copyright and all fields stand below title, publisher and date
            masthead.append(said)
    record.title = record.facts.pop("headline", "")
    _new_masthead(record, masthead)


def _new_masthead(record: Record, masthead: Sequence[str]) -> None:
    """Keep date, edition, publisher and title: the line of the date, those below it, the one above it, and those above that."""
    dated = _dated(masthead)
    if dated is None:
        dated = len(masthead) - (len(masthead) > 2)
    record.put("date", " ".join(masthead[dated : dated + 1]))
    record.put("edition", edition_of(record.facts.get("date", "")))
    record.put("edition", " ".join(masthead[dated + 1 :]))
    record.put("publisher", " ".join(masthead[1:dated][-1:]))
    titles = masthead[: max(dated - 1, 1)]
    covered = any(map(_cover().match, titles[:-1]))
    record.title = record.title or " ".join(titles[-1:] if covered else titles)


def _dated(masthead: Sequence[str]) -> int | None:
    """The line of the date: the last that is one, since a title may name a day as well."""
    days = [i for i, said in enumerate(masthead) if i > 1 and len(said) < _LONGEST_DAY and day_of(said)]
    return days[-1] if days else None


@cache
def _cover() -> re.Pattern[str]:
    """A line that stands on the page alone that lists what was asked for and found; the title is the line below the last."""
    return re.compile(rf"(?i)(?:{pattern_of(words('nexis_cover'))})\s*(?:$|[:(])")
