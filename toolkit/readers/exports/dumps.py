"""Articles as crawlers and sites write them in JSON (news-please, fundus, trafilatura, schema.org): flat, with plain names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.readers.columns import usual_roles


def is_article(found: Mapping[str, Any]) -> bool:
    """Whether an object is one article, not what surrounds a list of them: one of its values is a text."""
    at = usual_roles(map(str, found)).get("text")
    value = None if at is None else list(found.values())[at]
    return isinstance(value, str) or (isinstance(value, Mapping) and "sections" in value)


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """The article with a text for its body, names for its authors and publisher, and its address as ``url``.

    Notes
    -----
    fundus writes a body as sections of paragraphs, and where a page came from in ``html``; schema.org has objects with a
    ``name`` for persons and organisations; trafilatura calls the address ``source`` and the site ``source-hostname``, and
    writes the text again as ``raw_text``.
    """
    found = {str(key): _plain(value) for key, value in row.items()}
    if isinstance(row.get("html"), Mapping):
        page = found.pop("html")
        found.setdefault("url", page.get("responded_url") or page.get("requested_url"))
        found.setdefault("publisher", (page.get("source_info") or {}).get("publisher"))
    if "source-hostname" in found and _is_address(found.get("source")):
        found.setdefault("url", found.pop("source"))
        found.setdefault("publisher", found.pop("source-hostname"))
        found.pop("raw_text", None)
    if {"articleBody", "headline"} <= found.keys():
        found = {key: value for key, value in found.items() if not key.startswith("@")}
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        if "sections" in value:
            return "\n\n".join(_paragraphs(value))
        return value["name"] if isinstance(value.get("name"), str) else value
    if isinstance(value, list) and value and all(isinstance(one, Mapping) and one.get("name") for one in value):
        return [one["name"] for one in value]
    return value


def _paragraphs(body: Mapping[str, Any]) -> Iterator[str]:
    """The summary, then the headline and the paragraphs of each section."""
    yield from _texts(body.get("summary"))
    for section in body.get("sections") or ():
        if isinstance(section, Mapping):
            yield from _texts(section.get("headline"))
            yield from _texts(section.get("paragraphs"))


def _texts(value: Any) -> Iterator[str]:
    for text in [value] if isinstance(value, str) else value if isinstance(value, list) else ():
        if isinstance(text, str) and text.strip():
            yield text.strip()


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))
