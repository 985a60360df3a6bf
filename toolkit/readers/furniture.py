"""Site and agency furniture: share bars, captions, end marks, copyright lines, credits."""

from __future__ import annotations

import re
from functools import cache

from toolkit.lexicon import alternatives, document

_OUTER = " \t.,:;!|•·*>»«<-–—_=~[]()"
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)\s|\bcopyright\b[\s:]*(?:©|\(c\))?)\s*(?:\d{4}(?:[-–]\d{2,4})?)?[\s,:]*(?P<who>[^.|;\n]*)", re.I
)
_RIGHTS = re.compile(r"all rights reserved|no part of (?:it|this) may be reproduced|may not be (?:re)?published", re.I)
_INITIALS = re.compile(r"[a-z]{2,5}(?:[-/][a-z]{2,5})+$")
_RULE = re.compile(r"[\W_]+$")
_CREDIT, _REPORTED = (alternatives("heading", f"byline.{key}") for key in ("credit", "reported"))
_CREDITS = re.compile(
    rf"\(?(?:additional |with )?{_CREDIT} (?:and \w+ )?by\s"
    r"|.{3,90}\b(?:contributed|contributing) (?:to )?(?:reporting|this (?:report|story|article))"
    r"|.{3,60}\breported from\b.{3,60}$",
    re.I,
)
_REPORTERS = re.compile(rf"(?i){_REPORTED}(?: and \w+)? by (?P<who>[^;.()]+)")
_POSTED = re.compile(r"\s+(?:in|at|from)\s+[^,]+?(?=,|\s+and\s|$)")
_NOTES = re.compile(
    rf"(?:follow\b.{{2,90}}\bon {alternatives('heading', 'network')}\b|(?:on )?twitter\b.{{0,40}}@\w|@\w+\.?$"
    rf"|special to (?:the )?[A-Z][\w ]{{2,40}}$|{alternatives('heading', 'request')}\b"
    r"|(?:the )?full (?:text|story) (?:is )?(?:at|here)|https?://\S+$|www\.\S+$|\d+ (?:comments|shares)$)",
    re.I,
)
_AGENCIES = alternatives("heading", "photo_agencies")
_PHOTO = re.compile(rf".{{0,90}}(?:/\s*{_AGENCIES}|via Getty Images|Getty Images)\)?\.?$")
_NO_HOLDER = re.compile(rf"(?i)\ball rights.*|\b{alternatives('heading', 'company')}\b.*|^by\s+|\d{{4}}")

_LONGEST = 300
"""Characters that furniture has at most; this and what follows was set by hand on articles as readers save them."""
_YEAR_WITHIN, _END_WITHIN = 40, 60
"""Characters from a line's begin in which a notice of copyright has its year or sign, and from its end an end mark."""
_MOST_LABELLED, _MOST_RIGHTS, _MOST_CAPTION = 25, 40, 14
"""Words of a labelled line ("Tags: ..."), of a notice of rights, and of a picture's caption at most."""


@cache
def _phrases(key: str) -> frozenset[str]:
    return frozenset(str(phrase).casefold() for phrase in document("furniture")[key])


@cache
def _end_mark() -> re.Pattern[str]:
    marks = sorted(document("furniture")["end"], key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(map(re.escape, marks)) + r")\.?$")


@cache
def _inline() -> re.Pattern[str]:
    phrases = sorted(document("furniture")["inline"], key=len, reverse=True)
    return re.compile(r"(?:^|(?<=[\s|]))(?:" + "|".join(map(re.escape, phrases)) + r")\b.*$", re.I)


@cache
def _release() -> re.Pattern[str]:
    """The label of a press release, perhaps with a number."""
    return re.compile(rf"(?i){alternatives('furniture', 'release')}\W*(?:(?:no|nr|number)\b)?[\W\d]*")


def is_section(line: str) -> bool:
    """Whether a line is the name of a paper's section, as stands above headlines."""
    return line.strip(_OUTER).casefold() in _phrases("section")


def is_furniture(line: str, *, edge: bool = False) -> bool:
    """Whether a whole line is furniture.

    Parameters
    ----------
    line
        A line without outer white space.
    edge
        Whether it stands above the article's first paragraph or behind its last; more counts as furniture there.
    """
    if len(line) > _LONGEST:
        return False
    plain = " ".join(line.strip(_OUTER).split()).replace("’", "'").casefold()
    if not plain:
        return bool(_RULE.match(line)) and len(line) >= 2
    anywhere = plain in _phrases("line") or _is_share_bar(plain) or _is_labelled(line, edge) or _is_copyright(line)
    return anywhere or (edge and (plain in _phrases("edge_line") or _is_edge(line)))


def _is_share_bar(plain: str) -> bool:
    tokens = [t for t in re.split(r"[\s|/,•·]+", plain) if t and not re.fullmatch(r"[\d.,+k]+", t)]
    return bool(tokens) and _phrases("share_bar").issuperset(tokens) and not _phrases("share_words").issuperset(tokens)


def _is_labelled(line: str, edge: bool) -> bool:
    label, colon, _ = line.partition(":")
    if not colon or len(line.split()) > _MOST_LABELLED:
        return False
    plain = label.strip(_OUTER).casefold()
    return plain in _phrases("label") or (edge and plain in _phrases("edge_label"))


def _is_copyright(line: str) -> bool:
    match = _COPYRIGHT.match(line.strip("([ "))
    if _RIGHTS.search(line) and len(line.split()) <= _MOST_RIGHTS:
        return True
    # "Copyright law was changed" is a sentence: a year, a sign or a short line must show it is a notice.
    return bool(match) and (
        line.lstrip("([ ")[0] in "©(" or bool(re.search(r"\d{4}|©|\(c\)", line[:_YEAR_WITHIN], re.I))
    )


def _is_edge(line: str) -> bool:
    return bool(
        _INITIALS.match(line)
        or _CREDITS.match(line)
        or _NOTES.match(line)
        or (_PHOTO.match(line) and len(line.split()) <= _MOST_CAPTION)
        or line.strip(_OUTER).casefold().startswith(tuple(_phrases("edge_beginning")))
        or _release().fullmatch(line.strip(_OUTER))
        or (line[:1] in "-–" and _end_mark().fullmatch(line))
        or _end_mark().fullmatch(line)
    )


def copyright_holder(line: str) -> str | None:
    """Whom a copyright line names: "Copyright 2013 Agence France-Presse. All rights reserved."."""
    match = _COPYRIGHT.search(line) if _is_copyright(line) else None
    who = _NO_HOLDER.sub("", match["who"]) if match else ""
    return who.strip(" ,.-–") or None


def credited(line: str) -> str | None:
    """Who is named in "(Reporting by …; Editing by …)"."""
    match = _REPORTERS.search(line) if _CREDITS.match(line) else None
    return _POSTED.sub("", match["who"]).strip(" ,") if match else None


def end_mark(line: str) -> int | None:
    """Where an end mark ("Enditem", "(END)") begins behind the last sentence of a line, or ``None``."""
    tail_at = max(0, len(line) - _END_WITHIN)
    match = _end_mark().search(line[tail_at:])
    if match is None:
        return None
    start = tail_at + match.start()
    before = line[:start].rstrip()
    return start if before and before[-1] in ".!?\"”'’)" else None


def inline_furniture(line: str) -> int | None:
    """Where furniture begins in a line that says something else first ("Xinhua, … Adjust font size:")."""
    match = _inline().search(line) if len(line) <= _LONGEST else None
    return match.start() if match else None
