"""The commands that are imported when they are asked for."""

from __future__ import annotations

LATER = {
    "adjudicate": (
        "toolkit.cli.coding",
        "Bring the decisions of the coders of FILES together; what they disagree on becomes a sheet to be settled.",
    ),
    "agreement": (
        "toolkit.cli.coding",
        "Tell how far the coders of FILES agree: Krippendorff's alpha, F1 of rows added, and disagreements.",
    ),
    "calibrate": (
        "toolkit.cli.coding",
        "Fit confidence to your decisions on PATHS; the fit is a decision too, which every later run carries out.",
    ),
    "check": (
        "toolkit.cli.codebook",
        "Say what in FOLDER's readout.yaml is wrong, or matches nothing in its articles.",
    ),
    "evaluate": ("toolkit.cli.evaluate", "Measure the analysis against gold data; --gate fails under a pinned floor."),
    "export": ("toolkit.cli.export", "Write what is found in PATHS in the formats of other tools."),
    "init": (
        "toolkit.cli.codebook",
        "Write a commented readout.yaml into FOLDER (here, if none is named), to be filled in; one that is there stays.",
    ),
    "read-labels": (
        "toolkit.cli.coding",
        "Turn Label Studio's EXPORT (JSON) of articles in PATHS into a file of decisions for each coder.",
    ),
    "read-sheet": ("toolkit.cli.coding", "Turn a filled SHEET, drawn from PATHS, into a coder's file of decisions."),
    "review": (
        "toolkit.cli.review",
        "Ask a language model about rows to check and sentences without a row; grounded answers become decisions.",
    ),
    "sample": (
        "toolkit.cli.coding",
        "Draw rows or articles of PATHS to be checked, and write a sheet for coders and the plan of the sample.",
    ),
    "train": ("toolkit.cli.train", "Fit the weights of learned stages anew."),
}
"""The module of each, and what the list of commands says of it: the first sentence of its help."""
