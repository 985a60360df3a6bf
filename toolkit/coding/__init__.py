"""Several people code the same articles: draw what to check, read their sheets, measure agreement, settle disagreements."""

from toolkit.coding.adjudication import Settled, adjudicate
from toolkit.coding.agreement import Agreement, agreement
from toolkit.coding.label_studio import Taken, read_label_studio
from toolkit.coding.sampling import Plan, draw
from toolkit.coding.sheets import read_sheet, write_sample

__all__ = [
    "Agreement",
    "Plan",
    "Settled",
    "Taken",
    "adjudicate",
    "agreement",
    "draw",
    "read_label_studio",
    "read_sheet",
    "write_sample",
]
