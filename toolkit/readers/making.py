"""From drafts to articles: what an article must be, its zones, and what is known of it put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from toolkit.articles import Article
from toolkit.errors import ReadError, UsageError, did_you_mean
from toolkit.readers.cells import as_date, as_line, as_text, plain
from toolkit.readers.columns import usual_roles
from toolkit.readers.draft import Draft
from toolkit.readers.heading import Heading, find_heading
from toolkit.readers.ids import clean_id
from toolkit.readers.language import check_english
from toolkit.readers.lines import BLANKS
from toolkit.readers.repair import lost, repair, told

MAX_CHARS = 1_000_000
"""The longest text that is taken for an article; a newspaper article has some 5,000 characters."""


@dataclass(frozen=True, slots=True)
class Checks:
    """What an article must be: in English and the only file of its text, unless that is not asked for, and not too long."""

    language: bool = True
    max_chars: int = MAX_CHARS
    only_one: bool = True

    def options(self) -> list[str]:
        """The options of the command line that ask for these checks, as its words."""
        return ["--any-language"] * (not self.language) + ["--keep-duplicates"] * (not self.only_one)


def too_long(size: str, max_chars: int) -> str:
    """What to tell of a text that is longer than the limit."""
    return (
        f"The text is too long for an article ({size}; the limit is {max_chars:,} characters). "
        "Split it into articles, or raise max_chars."
    )


def article(
    text: str,
    *,
    date: Any = None,
    source: str | None = None,
    title: str | None = None,
    doc_id: str = "text",
    check_language: bool = True,
    **meta: Any,
) -> Article:
    """An article from a text in memory, its zones found as in a file's; line ends are made ``\\n``.

    Parameters
    ----------
    text
        The article's text.
    date
        When it was published: a date or time stamp of any kind, or a text such as ``"2024-05-06"``.
    source
        Who published it.
    title
        Its headline; by default what looks like one in the text.
    doc_id
        Its name in all tables.
    check_language
        Whether a text in another language than English is refused.
    **meta
        Anything else that is known of it. Other usual names of the facts above count as them, as columns of tables do:
        ``published`` is the date, ``publisher`` or ``outlet`` the source, ``headline`` the title, ``id`` the doc_id. So do
        ``byline`` or ``author``, and ``url`` or ``link``. A slip of such a name (``sorce``) is refused.

    Returns
    -------
    Article
        Ready for :func:`toolkit.analyze`.

    Raises
    ------
    ReadError
        The text is empty, far too long, or not English, or the date is not understood.
    UsageError
        A fact is given twice under two names, or a name is near to one of a fact but is none.
    """
    named = {"date": date, "source": source, "title": title, "doc_id": doc_id if doc_id != "text" else None}
    facts, others = _facts(named, meta)
    draft = Draft(
        _with_words(as_text(text)),
        title=as_line(facts.get("title")),
        publisher=as_line(facts.get("source")),
        byline=as_line(facts.get("byline")),
        published=as_date(facts.get("date")),
        url=as_line(facts.get("url")),
        meta={name: plain(value) for name, value in others.items()},
    )
    return make_article(draft, clean_id(str(facts.get("doc_id", "text"))), checks=Checks(check_language))


_NEAR = 0.8
"""So like a fact's name, as :mod:`difflib` counts, another name is a slip of it: "titel", "sorce"."""


def _facts(named: Mapping[str, Any], meta: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an article's facts are, by the names of their columns, and what else is known."""
    facts = {name: value for name, value in named.items() if value is not None}
    names = list(meta)
    roles = usual_roles(names)
    for role, place in roles.items():
        if role in facts or role == "text":
            raise UsageError(
                f"{names[place]}={meta[names[place]]!r:.60} is the article's {role}, which is given already."
            )
        facts[role] = meta[names[place]]
    others = {name: meta[name] for i, name in enumerate(names) if i not in roles.values()}
    _refuse_slips(others, [*named, "byline", "url", "check_language"])
    return facts, others


def _refuse_slips(others: Mapping[str, Any], known: list[str]) -> None:
    for name, value in others.items():
        if near := did_you_mean(name, known, least=_NEAR):
            raise UsageError(f"{name}={value!r:.60} is nothing that is known of an article{near}")


def _with_words(text: str) -> str:
    if not text.strip(BLANKS):
        raise ReadError("empty", "The text is empty. Give the text of an article.")
    return text


def checked(given: Article, checks: Checks) -> Article:
    """An article made by hand, its date a date, checked as a file's is; one that was read has been checked."""
    _with_words(as_text(given.text))
    if len(given.text) > checks.max_chars:
        raise ReadError("too_long", too_long(f"{len(given.text):,} characters", checks.max_chars))
    if checks.language and given.language != "en":
        check_english(given.text)
    published = as_date(given.published)
    if published is given.published and isinstance(given.doc_id, str):
        return given
    return replace(given, published=published, doc_id=clean_id(str(given.doc_id)))


def _byline(draft: Draft, heading: Heading) -> str | None:
    """Who wrote it: a name that the metadata declare, unless a byline is printed; publishers declare themselves."""
    printed = heading.byline if heading.meta.get("byline_from") == "byline" else None
    return printed or draft.byline or heading.byline


def repaired(draft: Draft) -> Draft:
    """The draft with damaged characters made whole.

    ``meta["repaired"]`` tells of which kind how many were, ``meta["lost_characters"]`` how many could not be.
    """
    text, counts = repair(draft.text)
    facts: dict[str, Any] = {
        name: repair(value)[0]
        for name in ("title", "publisher", "byline", "dateline")
        if (value := getattr(draft, name)) is not None
    }
    found = {"repaired": told(counts), "lost_characters": str(lost(text) or "")}
    meta = draft.meta | {name: value for name, value in found.items() if value}
    return replace(draft, text=text, meta=meta, **facts)


def make_article(
    draft: Draft,
    doc_id: str,
    *,
    stem: str = "",
    checks: Checks = Checks(),
    source_path: str | None = None,
    sha256: str = "",
) -> Article:
    """Make an article of what a reader found: check it, find its zones, and put together what is known of it.

    What the format declares goes before what the text's head says; the title is the headline as the text has it.

    Raises
    ------
    ReadError
        ``kind`` is ``"too_long"`` or ``"language"``.
    """
    if len(draft.text) > checks.max_chars:
        raise ReadError("too_long", too_long(f"{len(draft.text):,} characters", checks.max_chars))
    draft = repaired(draft)
    language = check_english(draft.text) if checks.language else (draft.language or None)
    heading = find_heading(draft.text, stem, draft.title, _surely_published(draft))
    return Article(
        doc_id,
        draft.text,
        title=heading.title or draft.title,
        publisher=draft.publisher or heading.publisher,
        byline=_byline(draft, heading),
        dateline=draft.dateline or heading.dateline,
        published=heading.published or draft.published,
        language=language,
        url=draft.url,
        source_path=source_path,
        sha256=sha256,
        encoding=draft.encoding,
        meta=_meta(draft, heading),
        zones=heading.zones,
    )


def _surely_published(draft: Draft) -> dt.date | None:
    """The declared date; a day of change counts where the text itself has no date."""
    return None if "published_is" in draft.meta else draft.published


def _meta(draft: Draft, heading: Heading) -> dict[str, Any]:
    """What else is known: what the format says, and where each fact was taken from."""
    meta = draft.meta | {name: value for name, value in heading.meta.items() if name not in draft.meta}
    meta |= {f"{fact}_from": "metadata" for fact in ("publisher", "byline", "dateline") if getattr(draft, fact)}
    if heading.published and "published_is" in meta:
        del meta["published_is"]
    return meta
