"""Six copies of the invented article, of three publishers, with commitments of different status."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
import sample

from toolkit.findings import ArticleAnalysis
from toolkit.records import CommitmentStatus
from toolkit.results import Analysis

STATUSES = tuple(map(CommitmentStatus, ("agreed", "pledged", "pledged", "refused")))
N_ARTICLES = 6


def copies() -> list[ArticleAnalysis]:
    numbers, made = count(), []
    for i in range(N_ARTICLES):
        one, doc_id = sample.analysed(), f"doc-{i}"
        article = replace(one.article, doc_id=doc_id, publisher=f"Wire {i % 3}")
        rows = tuple(
            replace(row, doc_id=doc_id, commitment_id=f"c-{i}-{j}", status=STATUSES[next(numbers) % len(STATUSES)])
            for j, row in enumerate(one.commitments)
        )
        rest = {
            table: tuple(replace(row, doc_id=doc_id) for row in getattr(one, table))
            for table in ("actors", "attributions", "commentary")
        }
        made.append(replace(one, article=article, commitments=rows, **rest))
    return made


@pytest.fixture
def many() -> Analysis:
    return Analysis(copies())
