"""Whole exports, as large as researchers' are, their articles laid out now so, now so: each arrives with what it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from toolkit.readers.draft import Draft
from toolkit.readers.exports import pages, texts

FIRST_DAY = dt.date(1995, 1, 30)
MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
NAMES = ["Grace Otieno", "Tom Wanjiru", "Kari Lund", "Ana Ruiz"]
LONG = "Ministers of the two lake states agree on the ferry, the pier and who is to pay for both of them"


class Case:
    """What the n-th article of an export has; every fourth lacks a byline, every third a page, some have long titles."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.day = FIRST_DAY + dt.timedelta(days=11 * n)
        self.title = f"Ferry {n} sails again" if n % 5 else f"{LONG} ({n})"
        self.byline = NAMES[n % 4] if n % 4 else None
        self.page = str(n % 40 + 1) if n % 3 else None
        self.paragraphs = [
            f"Kenya agreed on Tuesday to reopen ferry terminal {n} by October 1, Transport Minister Daniel Mwangi said.",
            '"We will pay for the repairs," Mwangi told reporters. Uganda pledged to send two inspectors.',
        ]

    @property
    def english(self) -> str:
        return f"{self.day:%B} {self.day.day}, {self.day.year}"

    @property
    def german(self) -> str:
        return f"{self.day.day}. {MONTHS[self.day.month - 1]} {self.day.year}"


def wrapped(title: str) -> str:
    """A title on lines of at most some forty characters."""
    words, lines = title.split(), [""]
    for word in words:
        lines = [*lines[:-1], f"{lines[-1]} {word}"] if len(lines[-1]) < 40 else [*lines, word]
    return "\n".join(lines).strip()


def nexis_text(case: Case, of: int) -> str:
    blocks = [f"{' ' * 30}{case.n} of {of} DOCUMENTS", f"{' ' * 30}The Lake Herald"]
    blocks += [f"{' ' * 25}{case.english} {case.day:%A}" + ("\n" + " " * 30 + "CITY EDITION" if case.n % 2 else "")]
    blocks += [wrapped(case.title)]
    blocks += [f"BYLINE: {case.byline}"] if case.byline else []
    blocks += [f"SECTION: NEWS; Pg. {case.page}"] if case.page else ["SECTION: NEWS"] if case.n % 2 else []
    blocks += ["LENGTH: 96 words", *map(wrapped, case.paragraphs), f"LOAD-DATE: {case.english}", "LANGUAGE: ENGLISH"]
    return "\n\n".join([*blocks, f"{' ' * 20}Copyright {case.day.year} Lake Press\n{' ' * 30}All Rights Reserved"])


def nexis_page(german: bool) -> Callable[[Case, int], str]:
    byline, section, length, page = (
        ("AUTOR", "RUBRIK", "L&Auml;NGE", "S.") if german else ("BYLINE", "SECTION", "LENGTH", "Pg.")
    )

    def block(inner: str) -> str:
        return f'<BR><DIV CLASS="c5"><P CLASS="c6">{inner}</P>\n</DIV>\n'

    def said(label: str, value: str) -> str:
        return block(f'<SPAN CLASS="c8">{label}: </SPAN><SPAN CLASS="c2">{value}</SPAN><SPAN CLASS="c2">&nbsp;</SPAN>')

    def one(case: Case, of: int) -> str:
        day, _, rest = (case.german if german else case.english).partition(" ")
        clock = " 9:50 PM GMT+1" if case.n % 2 else ""
        logo = '<IMG SRC="logo.gif" ALT="logo.gif"><BR>' if case.n % 2 else ""
        parts = [
            f'<A NAME="DOC_ID_{case.n}_0"></A><!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> -->\n',
            block(f'<SPAN CLASS="c2">{case.n} of {of} DOCUMENTS</SPAN>'),
            block(f'{logo}<SPAN CLASS="c2">The Lake Herald</SPAN>'),
            block(f'<SPAN CLASS="c4">{day}</SPAN><SPAN CLASS="c2"> {rest}{clock}</SPAN><SPAN CLASS="c2">&nbsp;</SPAN>'),
            block(f'<SPAN CLASS="c7">{wrapped(case.title)}</SPAN>'),
            said(byline, case.byline) if case.byline else "",
            said(section, f"NEWS; LAKES; {page} {case.page}") if case.page else "",
            said(length, "96 W&ouml;rter" if german else "96 words"),
            *(block(f'<SPAN CLASS="c2">{part.replace("Mwangi", "</SPAN><SPAN CLASS=c4>Mwangi</SPAN><SPAN CLASS=c2>")}</SPAN>')
              for part in case.paragraphs),
            said("UPDATE" if german else "LOAD-DATE", case.german if german else case.english),
            block(f'<SPAN CLASS="c2">Copyright {case.day.year} Lake Press<BR>All Rights Reserved</SPAN>'),
            "<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n",
        ]  # fmt: skip
        return "".join(parts)

    return one


def factiva_page(german: bool) -> Callable[[Case, int], str]:
    def one(case: Case, of: int) -> str:
        day = case.german.replace(".", "", 1) if german else f"{case.day.day} {case.day:%B} {case.day.year}"
        parts = [
            "<p>\n</p>",
            "<div>Foreign Desk</div>" if case.n % 2 else "",
            f'<div id="hd"><span class="{"de" if german else "en"}Headline">{wrapped(case.title)}  </span>\n</div>',
            f'<div class="author">By {case.byline}  </div>' if case.byline else "",
            "<div>96 Wörter</div>" if german else "<div>96 words</div>",
            f"<div>{day}</div><div>The Lake Herald</div><div>LAKHER</div>",
            "<div>Late Edition - Final</div>" if case.n % 2 else "",
            f"<div>{case.page}</div>" if case.page else "",
            "<div>Englisch</div>" if german else "<div>English</div>",
            f"<div>Copyright {case.day.year} Lake Press.  All Rights Reserved.  </div>\n<p></p>",
            *(f'<p class="articleParagraph enarticleParagraph">{part}  </p>\n' for part in case.paragraphs),
            "<p>Lake Press Limited</p>" if case.n % 2 else "",
            f"<p>{'Dokument' if german else 'Document'} LAKHER00{case.day:%Y%m%d}ej9c{case.n:05}</p>",
        ]
        inner = f'<div class="article enArticle">{"".join(parts)}</div>'
        return f'<div id="article-LAKHER{case.n}" class="article">{inner}</div><br><span></span>'

    return one


def page(title: str, body: str) -> bytes:
    return f"<html><head><title>{title}</title></head>\n<body>{body}</body></html>".encode()


EXPORTS: dict[str, tuple[int, Callable[[Case, int], str]]] = {
    "Nexis, text": (166, nexis_text),
    "Nexis, page": (74, nexis_page(german=False)),
    "Nexis, page, German": (262, nexis_page(german=True)),
    "Factiva, page, German": (27, factiva_page(german=True)),
    "Factiva, page": (44, factiva_page(german=False)),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_every_article_of_a_whole_export_arrives_with_what_it_has(name: str) -> None:
    count, make = EXPORTS[name]
    cases = [Case(n) for n in range(1, count + 1)]
    body = "\n\n".join(make(case, count) for case in cases)
    export = texts.drafts(body) if "text" in name else pages.read(page("Factiva" if "Fac" in name else "&nbsp;", body))
    found = [draft for draft in export if isinstance(draft, Draft)]
    wanted = [(c.title, c.day, "The Lake Herald", c.byline, c.page, c.paragraphs) for c in cases]
    got = [(d.title, d.published, d.publisher, d.byline, d.meta.get("page"), d.text.split("\n\n")[1:]) for d in found]
    assert len(got) == count
    assert [pair for pair in zip(got, wanted, strict=True) if pair[0] != pair[1]][:3] == []
