"""What ``readout extract`` would write for the texts of a gold folder, in the offsets of their files."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from toolkit.analysis import analyze
from toolkit.evaluation.brat import Attribution, GoldText
from toolkit.records import Spans


def extracted(
    folder: Path, texts: Sequence[GoldText], model: str | None = None, mode: str = "complete", cache: bool = False
) -> dict[str, list[Attribution]]:
    """The attributions of the whole analysis, by stem, for the texts of ``folder/text``.

    The stage alone (:func:`toolkit.nlp.statements.find.find_attributions`) finds more: the analysis leaves out what is an
    commitment and no statement, and reads no headline or byline as running text. A text that the reader changed beyond its
    byte order mark, line ends and damaged characters has nothing found.
    """
    from toolkit.readers import read

    wanted = {gold.stem: gold for gold in texts}
    paths = [path for stem in wanted if (path := folder / "text" / f"{stem}.txt").is_file()]
    articles = read(paths, keep_duplicates=True)
    stems = {article.doc_id: Path(article.source_path or "").stem for article in articles}
    analysis = analyze(articles, model=model, mode=mode, cache=cache, progress=False, keyterms=False)
    found: dict[str, list[Attribution]] = {}
    for doc_id, analysed in analysis.items():
        places = file_offsets(wanted[stems[doc_id]].text, analysed.article.text)
        if places is not None:
            found.setdefault(stems[doc_id], []).extend(_in_file(row, places) for row in analysed.attributions)
    return found


def file_offsets(file: str, text: str) -> list[int] | None:
    """For each character of the article's text, and its end, where it stands in the file.

    ``None`` if the two differ by more than a byte order mark at the start, the form of line ends and characters that were
    repaired (:func:`toolkit.readers.repair.repair`); a repaired one stands where the damaged ones begin.
    """
    from toolkit.readers.repair import repair

    kept = [i for i, char in enumerate(file) if not (char == "\ufeff" and i == 0) and file[i : i + 2] != "\r\n"]
    same = "".join("\n" if file[i] == "\r" else file[i] for i in kept)
    places = [*kept, len(file)]
    if same == text:
        return places
    if repair(same)[0] != text:
        return None
    return [*(places[i] for i in _aligned(same, text)), len(file)]


def _aligned(before: str, after: str) -> list[int]:
    """For each character of ``after``, its place in ``before``."""
    places: list[int] = []
    for _, start, end, new, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        places += [min(start + i, max(start, end - 1)) for i in range(new_end - new)]
    return places


def _in_file(row: Any, places: list[int]) -> Attribution:
    source, cue, content = (_moved(spans, places) for spans in (row.source_spans, row.cue_spans, row.content_spans))
    return Attribution(source, cue, content, row.cue_class.value, row.confidence)


def _moved(spans: Spans, places: list[int]) -> Spans:
    return tuple((places[start], places[end - 1] + 1) for start, end in spans)
