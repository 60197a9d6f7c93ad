"""On correct texts checks are quiet: at most 4 % false alarms per check and pair."""

from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest
import yaml

from translations.checks import CHECKS, Pair, run

TEXTS = yaml.safe_load(Path(__file__).with_name("checked_texts.yaml").read_text(encoding="utf-8"))
PAIRS = list(permutations(("en", "ja", "mn"), 2))


def alarms(source: str, language: str) -> dict[str, list[str]]:
    """Check → what it says of correct texts."""
    found: dict[str, list[str]] = {name: [] for name in CHECKS}
    for row in TEXTS:
        pair = Pair(row[source], row[language], source, language, bool(row.get("rich")))
        said = {}
        for finding in run(pair):
            said.setdefault(finding.check, f"{row[language][:50]}: {finding}")
        for name, words in said.items():
            found[name].append(words)
    return found


def test_there_are_enough_texts():
    assert len(TEXTS) >= 50
    assert not [text for text, count in Counter(row["ja"] for row in TEXTS).items() if count > 1]


@pytest.mark.parametrize(("source", "language"), PAIRS)
def test_quiet_on_correct_texts(source, language):
    most = len(TEXTS) * 0.04
    loud = {name: said for name, said in alarms(source, language).items() if len(said) > most}
    assert loud == {}
