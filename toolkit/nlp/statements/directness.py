"""Direct, indirect or mixed, by the quotation marks in and around a content."""

from __future__ import annotations

from toolkit.nlp.layers import Ranges
from toolkit.nlp.statements.tree import Tree
from toolkit.records import AttributionType

_MARKS = frozenset({'"', "“", "”", "„", "‟", "«", "»", "``", "''"})


def type_of(tree: Tree, content: Ranges) -> AttributionType:
    """Direct if every word stands in quotation marks, indirect if none does and there is no mark, else mixed."""
    words = quoted = 0
    marks = False
    for start, end in content:
        for i in range(start, end):
            marks = marks or tree.lower[i] in _MARKS
            if tree.is_word(i):
                words += 1
                quoted += tree.quote[i] >= 0
    if words and quoted == words:
        return AttributionType.DIRECT
    return AttributionType.MIXED if quoted or marks else AttributionType.INDIRECT
