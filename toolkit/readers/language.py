"""Is it English? Readout's rules are for English only."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from toolkit import lexicon
from toolkit.errors import ReadError

_SAMPLE, _SAMPLED_WORDS = 20_000, 200
"""Characters that are looked at for words, and words for letters: enough to tell, and quick."""
SURE, LIKELY = 0.2, 0.12
"""Shares of function words that only English text has, and that hardly another has."""
FEW = 6
"""Fewer words than this tell no language."""
CERTAIN, ENOUGH = 0.95, 40
"""How sure the detector must be of a text with fewer words than these."""
LATIN = 0.8
"""Share of Latin letters from which on a text may be English."""


def check_english(text: str) -> str:
    """The language code ``"en"``.

    Short texts pass unless they are clearly something else: function words decide first, the detector (py3langid) only
    where there are few.

    Parameters
    ----------
    text
        The article's text.

    Returns
    -------
    str
        ``"en"``.

    Raises
    ------
    ReadError
        ``kind`` is ``"language"``: the text is in another language, which the message names.
    """
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text[:_SAMPLE])
    if not words:
        raise ReadError("language", "The text has no words in it, only numbers or signs. Give English news text.")
    function = lexicon.words("reading", "function_words")
    share = sum(w.casefold() in function for w in words) / len(words)
    if share >= SURE or (len(words) < FEW and _latin(words)):
        return "en"
    language, probability = _identifier().classify(text[:_SAMPLE])
    doubtful = share >= LIKELY or (probability < CERTAIN and len(words) < ENOUGH)
    if language == "en" or (doubtful and _latin(words)):
        return "en"
    raise ReadError(
        "language",
        f"The text seems to be in another language than English (code {language!r}). Translate it, or leave it out; "
        "if it is English after all, read it with --any-language (in Python: check_language=False).",
    )


def _latin(words: list[str]) -> bool:
    letters = "".join(words[:_SAMPLED_WORDS])
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    return latin >= LATIN * len(letters)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
