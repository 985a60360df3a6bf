"""What cells print, in a form that does not depend on when it was sent."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any


def merged(outputs: Iterable[Any]) -> list[Any]:
    """Outputs of a cell in which all that was printed between two displays is one text of standard output, one of error.

    A kernel sends what is printed in pieces that depend on the clock.

    Parameters
    ----------
    outputs
        Outputs as nbformat has them.

    Returns
    -------
    list
        The same outputs, standard output before standard error.
    """
    found: list[Any] = []
    for streams, group in groupby(outputs, lambda output: output["output_type"] == "stream"):
        if not streams:
            found += group
            continue
        texts: dict[str, Any] = {}
        for output in group:
            if output["name"] in texts:
                texts[output["name"]]["text"] += output["text"]
            else:
                texts[output["name"]] = output
        found += sorted(texts.values(), key=lambda output: output["name"] != "stdout")
    return found
