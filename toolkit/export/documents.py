"""Exports as documents: TEI, UIMA CAS (INCEpTION), and REFI-QDA (NVivo, MAXQDA, ATLAS.ti, QualCoder)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from toolkit.articles import encodable
from toolkit.export.found import HEADS, Found, Row, flat, generator, needed, rows
from toolkit.export.packed import packed
from toolkit.files import made, write
from toolkit.findings import ArticleAnalysis
from toolkit.naming import output_name

TEI = "http://www.tei-c.org/ns/1.0"
QDA = "urn:QDA-XML:project:1.0"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
"""The name space of URLs (RFC 9562): ids made in it are the same each time."""


def xml_text(text: str) -> str:
    """The text with the characters that XML cannot hold made U+FFFD one by one, so that offsets stay."""
    return _NO_XML.sub("\ufffd", encodable(text))


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False))


def to_tei(found: Found, folder: Path) -> list[Path]:
    """A TEI P5 document an article: the text whole in one ``ab``, rows as stand-off spans over it.

    Spans are pointers of the form ``#string-range(text,start,length)`` (TEI P5, 17.2.4); they count code points.

    Parameters
    ----------
    found
        The analysis.
    folder
        Where to; made if missing.

    Returns
    -------
    list of Path
        The files.
    """
    made(folder)
    written = []
    for analysed in found.values():
        path = folder / f"{output_name(analysed.doc_id)}.xml"
        write(path, _bytes(_tei(analysed)))
        written.append(path)
    return written


def _add(parent: Any, tag: str, text: str | None = None, /, **attributes: str) -> Any:
    child = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}")
    for key, value in attributes.items():
        child.set(_XML_ID if key == "id" else key, xml_text(value))
    if text is not None:
        child.text = xml_text(text)
    return child


def _tei(analysed: ArticleAnalysis) -> Any:
    article = analysed.article
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    _header(_add(_add(root, "teiHeader"), "fileDesc"), analysed)
    standoff = _add(root, "standOff")
    for table, held in groupby(rows(analysed), key=lambda row: row.table):
        group = _add(standoff, "listAnnotation", type=table)
        for row in held:
            _annotation(group, row)
    whole = _add(_add(_add(root, "text"), "body"), "ab", article.text, id="text")
    whole.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return root


def _header(described: Any, analysed: ArticleAnalysis) -> None:
    article = analysed.article
    titles = _add(described, "titleStmt")
    _add(titles, "title", article.title or analysed.doc_id)
    if article.byline:
        _add(titles, "author", article.byline)
    _add(_add(described, "publicationStmt"), "p", f"Annotated by {generator(analysed)}.")
    source = _add(_add(described, "sourceDesc"), "bibl")
    for name, value in (("publisher", article.publisher), ("pubPlace", article.dateline)):
        if value:
            _add(source, name, value)
    if article.published:
        _add(source, "date", article.published.isoformat(), when=article.published.isoformat())
    if article.url:
        _add(source, "ptr", target=article.url)


def _annotation(group: Any, row: Row) -> None:
    for role, spans in row.spans.items():
        target = " ".join(f"#string-range(text,{start},{end - start})" for start, end in spans)
        if role == HEADS[row.table]:
            entry = _add(group, "annotation", id=f"r-{row.id}", ana=row.label, target=target)
            _add(entry, "note", "; ".join(f"{key}: {value}" for key, value in row.told.items()))
        else:
            _add(group, "annotation", ana=f"{row.label}.{role}", target=target, corresp=f"#r-{row.id}")


def to_cas(found: Found, folder: Path) -> list[Path]:
    """UIMA CAS, an XMI file an article and the type system, as INCEpTION imports them.

    A row is an annotation of ``readout.Actor``, ``readout.Statement`` ... at each of its spans, its columns as features (``type``
    as ``row_type``, since each annotation has a type) and ``part`` saying what the span is. XMI counts UTF-16 units;
    dkpro-cassis converts.

    Parameters
    ----------
    found
        The analysis.
    folder
        Where to; made if missing.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    UsageError
        dkpro-cassis is not installed.
    """
    cassis = needed("cassis", "dkpro-cassis")
    made(folder)
    held = {analysed.doc_id: list(rows(analysed)) for analysed in found.values()}
    system = _type_system(cassis.TypeSystem(), [row for listed in held.values() for row in listed])
    written = [folder / "TypeSystem.xml"]
    write(written[0], system.to_xml().encode("utf-8"))
    for analysed in found.values():
        cas = cassis.Cas(typesystem=system)
        cas.sofa_string, cas.sofa_mime = xml_text(analysed.article.text), "text/plain"
        for row in held[analysed.doc_id]:
            kind = system.get_type(_CAS[row.table])
            values = {_feature(key): xml_text(flat(value)) for key, value in row.values.items()}
            for part, spans in row.spans.items():
                cas.add_all(kind(begin=start, end=end, row_id=row.id, part=part, **values) for start, end in spans)
        path = folder / f"{output_name(analysed.doc_id)}.xmi"
        write(path, cas.to_xmi().encode("utf-8"))
        written.append(path)
    return written


def _type_system(system: Any, held: list[Row]) -> Any:
    for table, name in _CAS.items():
        kind = system.create_type(name=name, supertypeName="uima.tcas.Annotation")
        names = {_feature(key) for row in held if row.table == table for key in row.values}
        for key in ["row_id", "part", *sorted(names)]:
            system.create_feature(domainType=kind, name=key, rangeType="uima.cas.String")
    return system


def _feature(column: str) -> str:
    return {"type": "row_type"}.get(column, column)


_CAS = {
    "actors": "readout.Actor",
    "attributions": "readout.Statement",
    "commitments": "readout.Commitment",
    "commentary": "readout.Assessment",
}


def to_qdpx(found: Found, path: Path) -> list[Path]:
    """A REFI-QDA project: articles as sources, rows as coded selections, their values as codes and descriptions.

    Positions count code points (REFI-QDA 1.5). A row is coded at its head (the action, the content, the words of stance) by
    kind, status, stance and by those who are bound or speak; cues, deadlines and mentions are not coded.

    Parameters
    ----------
    found
        The analysis.
    path
        The file.

    Returns
    -------
    list of Path
        The file.
    """
    root = etree.Element(f"{{{QDA}}}Project", nsmap={None: QDA}, name="Readout", origin="Readout")
    user = _guid("user", "Readout")
    _add(_add(root, "Users"), "User", guid=user, name="Readout")
    held = [(analysed, [row for row in rows(analysed) if row.table != "actors"]) for analysed in found.values()]
    codes = {code: _guid(*code) for _, listed in held for row in listed for code in _codes(row)}
    _code_book(_add(_add(root, "CodeBook"), "Codes"), codes)
    sources = _add(root, "Sources")
    files = []
    for analysed, listed in held:
        guid = _guid("source", analysed.doc_id)
        facts = {"guid": guid, "name": analysed.article.title or analysed.doc_id, "creatingUser": user}
        source = _add(sources, "TextSource", plainTextPath=f"internal://{guid}.txt", **facts)
        files.append((f"sources/{guid}.txt", encodable(analysed.article.text).encode("utf-8")))
        for row in listed:
            _selections(source, analysed, row, codes, user)
    write(path, packed([("project.qde", _bytes(root)), *files]))
    return [path]


def _code_book(book: Any, codes: dict[tuple[str, str], str]) -> None:
    for group, held in groupby(sorted(codes), key=lambda code: code[0]):
        top = _add(book, "Code", guid=_guid("group", group), name=group, isCodable="false")
        for code in held:
            _add(top, "Code", guid=codes[code], name=code[1] or "-", isCodable="true")


def _codes(row: Row) -> Iterable[tuple[str, str]]:
    values = row.values
    yield row.table, row.label
    for key in ("status", "stance", "type"):
        if key in values:
            yield f"{row.table}: {key}", str(values[key])
    who = {"commitments": "party_names", "attributions": "source_name", "commentary": "expert_name"}[row.table]
    named = values.get(who, [])
    for name in named if isinstance(named, list) else [named]:
        yield "actors", name


def _selections(source: Any, analysed: ArticleAnalysis, row: Row, codes: dict[tuple[str, str], str], user: str) -> None:
    for number, (start, end) in enumerate(row.head):
        key = (analysed.doc_id, row.id, str(number))
        words = " ".join(analysed.article.text[start:end].split())[:80]
        place = {"startPosition": str(start), "endPosition": str(end), "creatingUser": user}
        chosen = _add(source, "PlainTextSelection", guid=_guid("selection", *key), name=words or "-", **place)
        _add(chosen, "Description", "; ".join(f"{name}: {value}" for name, value in {"id": row.id, **row.told}.items()))
        for code in dict.fromkeys(_codes(row)):
            coding = _add(chosen, "Coding", guid=_guid("coding", *key, *code), creatingUser=user)
            _add(coding, "CodeRef", targetGUID=codes[code])


def _guid(*parts: str) -> str:
    return str(uuid.uuid5(_SPACE, "\x1f".join(encodable(part) for part in parts)))
