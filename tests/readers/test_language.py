"""English passes, also when it is short; other languages are named."""

from __future__ import annotations

import pytest

from toolkit.errors import ReadError
from toolkit.readers import language
from toolkit.readers.language import check_english


@pytest.mark.parametrize(
    "text",
    [
        "The minister agreed.",
        "Protesters attack police.",
        "Norland threatens Sudland",
        "Norland threatens Sudland with sanctions, recalls ambassador, closes border crossings.",
        "Prime Minister Aleksandr Vasilyevich Kuznetsov met President Nursultan Abishuly Tokayev.",
        "Bundeskanzlerin Anna Schmidt told the Bundestag that the Grundgesetz would not be changed.",
        "OK",
    ],
)
def test_english(text: str) -> None:
    assert check_english(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister sagte am Montag, dass die Gespräche im Frühjahr fortgesetzt werden sollen.",
        "Le ministre a déclaré lundi que les négociations reprendraient au printemps à Genève.",
        "El ministro dijo el lunes que las conversaciones continuarán en la primavera en Ginebra.",
        "Министр заявил в понедельник, что переговоры будут продолжены.",
        "北京",
        "وزير الخارجية",
        "De minister zei maandag dat de gesprekken in het voorjaar worden voortgezet in de hoofdstad.",
        "12 345 67",
    ],
)
def test_other_languages(text: str) -> None:
    with pytest.raises(ReadError) as error:
        check_english(text)
    assert error.value.kind == "language"


@pytest.mark.parametrize(
    ("function", "latin", "cyrillic", "probability", "passes"),
    [
        # a fifth of function words is English in any script; the detector is not asked
        (2, 0, 8, 1.0, True),
        (1, 0, 9, 1.0, False),
        # five words in Latin letters are too few to refuse; four letters in five are enough
        (0, 5, 0, 1.0, True),
        (0, 6, 0, 1.0, False),
        (0, 4, 1, 1.0, True),
        (0, 3, 1, 1.0, False),
        # three in twenty-five outvote the detector
        (3, 22, 0, 1.0, True),
        (2, 23, 0, 1.0, False),
        # just under a fifth, and under three in twenty-five, do not
        (19, 0, 81, 1.0, False),
        (11, 89, 0, 1.0, False),
        # a detector in doubt does not refuse a short text
        (0, 39, 0, 0.94, True),
        (0, 40, 0, 0.94, False),
        (0, 39, 0, 0.95, False),
    ],
)
def test_the_borders_between_function_words_and_detector(
    function: int, latin: int, cyrillic: int, probability: float, passes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Detector:
        def classify(self, text: str) -> tuple[str, float]:
            return "xx", probability

    monkeypatch.setattr(language, "_identifier", Detector)
    text = " ".join(["the"] * function + ["zxq"] * latin + ["жщы"] * cyrillic)
    if passes:
        assert check_english(text) == "en"
    else:
        with pytest.raises(ReadError, match="'xx'"):
            check_english(text)
