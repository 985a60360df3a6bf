"""Damaged and hostile input for each reader: it yields articles or says what is wrong, and never anything else.

``make fuzz`` runs 10,000 cases a reader (``READOUT_FUZZ``); the tests run a few.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import test_databases as databases
import test_documents as documents
import test_dumps as dumps
import test_several as several
import test_variants as variants
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.errors import ReadError
from toolkit.readers import registry
from toolkit.readers.columns import Columns
from toolkit.readers.draft import Draft
from toolkit.readers.making import make_article

CASES = int(os.environ.get("READOUT_FUZZ", "25"))
ARTICLES = Path(__file__).parents[2] / "articles"


def page() -> bytes:
    return documents.PAGE.encode()


SEEDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "plain": (".txt", lambda: (ARTICLES / "climate_pledge_lima.txt").read_bytes()),
    "markdown": (
        ".md",
        lambda: (
            b"---\ntitle: Talks\ndate: 2031-05-04\n---\n# Talks **end**\n\n> [Kari Lund](x) ~~left~~\n"
            b"\n| a | b |\n|---|---|\n| c | d |\n"
        ),
    ),
    "nexis": (".txt", lambda: databases.old_nexis().encode()),
    "older nexis": (".txt", lambda: variants.OLDER.encode()),
    "nexis uni": (".txt", lambda: databases.NEW_NEXIS.encode()),
    "nexis uni with a cover": (".txt", lambda: (variants.COVER + databases.NEW_NEXIS).encode()),
    "factiva": (".txt", lambda: databases.CODED.encode()),
    "factiva without codes": (".txt", lambda: databases.uncoded().encode()),
    "proquest": (".txt", lambda: databases.PROQUEST.encode()),
    "web page": (".html", page),
    "nexis page": (".html", lambda: databases.nexis_page().encode()),
    "factiva table": (".html", lambda: databases.factiva_table().encode()),
    "factiva page": (".html", lambda: databases.factiva_page().encode()),
    "europresse page": (".html", lambda: databases.europresse_page().encode()),
    "csv": (".csv", lambda: b'text,date\n"The ministers met, and parted.",2031-05-04\nThey met again.,\n'),
    "json": (".json", lambda: b'[{"text": "The ministers met.", "date": "2031-05-04"}, {"text": ""}]'),
    "crawled": (".json", lambda: json.dumps([dumps.FUNDUS, dumps.TRAFILATURA, dumps.SCHEMA]).encode()),
    "several": (".txt", lambda: several.SEVERAL["heads"].encode()),
    "several in a page": (".html", lambda: several.SEVERAL_IN_A_PAGE["dates"]),
    "transcript": (
        ".txt",
        lambda: b"Talks end\n\nQUESTION: Will it open?\n\nMR. LUND: It will.\n\nQ: When?\n\nA: In June.",
    ),
    "jsonl": (".jsonl", lambda: b'{"text": "The ministers met."}\n{"text": 5}\n'),
    "docx": (".docx", lambda: documents.word(databases.NEW_NEXIS)),
    "rtf": (".rtf", lambda: documents.rich(databases.NEW_NEXIS)),
    "pdf": (".pdf", lambda: documents.printed("The ministers met.\nThey agreed to go on.")),
    "epub": (".epub", lambda: documents.book(documents.PAGE)),
    "mhtml": (".mhtml", lambda: documents.saved(documents.PAGE)),
    "warc": (".warc", lambda: documents.crawled(documents.PAGE)),
}


HOSTILE = [
    *(
        b"<script>alert(1)</script>",
        b"{{7*7}}",
        b"../../x",
        b"\x00\xff\xfe",
        b"&#0;",
        b"&amp;amp;#x110000;",
        b"\xc3\xa2\xe2\x82\xac",
    ),
    *(
        b"<q><q>",
        b"<td>",
        b"<h1>",
        b"<time datetime='99999-99-99'>",
        b"<!--",
        b"<div><nav>" * 400,
        b"</p>" * 50,
        b"9" * 5000,
    ),
    *(
        b"<meta name=date content='31/31/2031'>",
        b"<link rel=canonical href='http://[::1'>",
        b"\n> \n>> ",
        b"Correction:\n",
    ),
    b'<script type="application/ld+json">{"datePublished": [{}], "@graph": ' + b"[" * 2000 + b"</script>",
    "\ud800".encode("utf-8", "surrogatepass"),
]


@st.composite
def damaged(draw: st.DrawFn, seed: bytes) -> bytes:
    """A file cut, doubled, spliced with noise and overwritten in a few places."""
    data = bytearray(seed)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(0, 40))
        how = draw(st.sampled_from(["cut", "noise", "repeat", "truncate", "hostile"]))
        if how == "cut":
            del data[at : at + length]
        elif how == "noise":
            data[at : at + length] = draw(st.binary(max_size=40))
        elif how == "repeat":
            data[at:at] = data[at : at + length] * draw(st.integers(1, 20))
        elif how == "truncate":
            del data[at:]
        else:
            data[at:at] = draw(st.sampled_from(HOSTILE))
    return bytes(data)


@pytest.mark.parametrize("name", SEEDS)
def test_a_reader_yields_articles_or_says_what_is_wrong(name: str) -> None:
    extension, make = SEEDS[name]
    seed = make()

    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(raw=damaged(seed))
    def holds(raw: bytes) -> None:
        said = ""
        try:
            form = registry.choose(raw, extension)
            for found in form.read(raw, Columns()) if form.table else form.read(raw):
                if isinstance(found, Draft):
                    article = make_article(found, "any")
                    assert all(0 <= zone.start < zone.end <= len(article.text) for zone in article.zones)
        except ReadError as error:
            said = error.message
        assert not said or (len(said) > 20 and said.strip()[-1] in ".)?")

    holds()
