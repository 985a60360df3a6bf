"""Exports as networks (GraphML, GEXF) and as events (PLOVER, GDELT-like columns)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.export.found import Found
from toolkit.files import write
from toolkit.findings import ArticleAnalysis
from toolkit.lexicon import document
from toolkit.records import Actor, Commitment

if TYPE_CHECKING:
    pass


def to_graphml(found: Found, path: Path) -> list[Path]:
    """:func:`toolkit.export.graph.network` as GraphML, for Gephi, Cytoscape, igraph.

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
    import networkx as nx

    from toolkit.export.graph import network

    raw = io.BytesIO()
    nx.write_graphml(network(found), raw)
    write(path, raw.getvalue())
    return [path]


def to_gexf(found: Found, path: Path) -> list[Path]:
    """:func:`toolkit.export.graph.network` as GEXF, for Gephi.

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
    import networkx as nx

    from toolkit.export.graph import network

    graph = network(found)
    nx.relabel_nodes(graph, str, copy=False)
    for _, facts in graph.nodes(data=True):
        facts["label"] = facts["name"]
    raw = io.BytesIO()
    nx.write_gexf(graph, raw)
    write(path, re.sub(rb' lastmodifieddate="[^"]*"', b"", raw.getvalue()))
    return [path]


def events(found: Found) -> Iterator[dict[str, Any]]:
    """Commitments as PLOVER events, one for each row.

    Parameters
    ----------
    found
        The analysis.

    Yields
    ------
    dict
        ``event_id``, ``event_date`` (the article's), ``event_type``, ``event_mode`` (our status), ``event_contexts``,
        ``actors`` and ``recipients`` (name, country, sector), ``text``, ``reporters``, ``source`` (publisher, url),
        ``confidence`` and ``party_confidence``.
    """
    for analysed in found.values():
        known = {actor.actor_id: actor for actor in analysed.actors}
        for row in analysed.commitments:
            yield {
                "event_id": f"{analysed.doc_id}/{row.commitment_id}",
                "doc_id": analysed.doc_id,
                "commitment_id": row.commitment_id,
                "event_date": analysed.article.published.isoformat() if analysed.article.published else None,
                "event_type": row.plover,
                "event_mode": row.status.value,
                "event_contexts": list(row.contexts),
                "actors": [_who(known.get(i), n) for i, n in zip(row.parties, row.party_names, strict=True)],
                "recipients": [
                    _who(known.get(i), n) for i, n in zip(row.counterparts, row.counterpart_names, strict=True)
                ],
                "text": row.action,
                "reporters": list(row.reported_by_names),
                "source": {"publisher": analysed.article.publisher, "url": analysed.article.url},
                "confidence": row.confidence,
                "party_confidence": row.party_confidence,
            }


def _who(actor: Actor | None, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": actor.type.value if actor else None,
        "country": actor.country if actor else None,
        "sector": actor.plover_sector if actor else None,
    }


def to_plover(found: Found, path: Path) -> list[Path]:
    """:func:`events` as JSON lines.

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
    lines = [json.dumps(event, ensure_ascii=False) + "\n" for event in events(found)]
    write(path, "".join(lines).encode("utf-8", "backslashreplace"))
    return [path]


GDELT = (
    "GLOBALEVENTID",
    "SQLDATE",
    *(f"Actor{n}{part}" for n in (1, 2) for part in ("Code", "Name", "CountryCode", "Type1Code")),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("NumMentions", "NumSources", "NumArticles", "SOURCEURL"),
)
"""Columns of GDELT 1.0's event table that a commitment can fill (GDELT Data Format Codebook, 2013)."""


def to_gdelt(found: Found, path: Path) -> list[Path]:
    """Commitments in the columns of GDELT's event table, tab-separated: a line for each pair of party and counterpart.

    Event codes are the CAMEO root codes of PLOVER's events; ``GLOBALEVENTID`` is our row's id, since GDELT's are its own.

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
    text = io.StringIO()
    table = csv.DictWriter(text, GDELT, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    table.writeheader()
    table.writerows(
        line for analysed in found.values() for row in analysed.commitments for line in _gdelt(analysed, row)
    )
    write(path, text.getvalue())
    return [path]


def _gdelt(analysed: ArticleAnalysis, row: Commitment) -> Iterator[dict[str, Any]]:
    known = {actor.actor_id: actor for actor in analysed.actors}
    code = document("plover_codes")["cameo"].get(row.plover, "")
    for party in row.parties or ("",):
        for other in row.counterparts or ("",):
            yield {
                "GLOBALEVENTID": row.commitment_id,
                "SQLDATE": f"{analysed.article.published:%Y%m%d}" if analysed.article.published else "",
                **_gdelt_actor("Actor1", known.get(party)),
                **_gdelt_actor("Actor2", known.get(other)),
                "IsRootEvent": 1,
                "EventCode": code,
                "EventBaseCode": code,
                "EventRootCode": code,
                "QuadClass": _quad(code),
                "NumMentions": 1,
                "NumSources": 1,
                "NumArticles": 1,
                "SOURCEURL": analysed.article.url or "",
            }


def _gdelt_actor(which: str, actor: Actor | None) -> dict[str, str]:
    if actor is None:
        return {}
    country, sector = actor.country or "", actor.plover_sector or ""
    return {
        f"{which}Code": country + sector,
        f"{which}Name": " ".join(actor.name.split()).upper(),
        f"{which}CountryCode": country,
        f"{which}Type1Code": sector,
    }


def _quad(code: str) -> int | str:
    """GDELT's class of a CAMEO root code: verbal cooperation, material cooperation, verbal conflict, material conflict."""
    return next((quad for quad, last in enumerate((5, 8, 13, 20), 1) if code and int(code) <= last), "")
