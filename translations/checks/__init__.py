"""Checks: small questions about a text and its translation. Pure, apart from ``dismissals`` and
``linting``.

A finding is a warning that a person may dismiss with a reason. On correct text the checks are
quiet; tests/translations/checked_texts.yaml holds them to that.
"""

from translations.checks.figures import AMOUNTS, CODES, NUMBERS
from translations.checks.letters import LOOKALIKES
from translations.checks.pairs import Check, Expected, Finding, Pair
from translations.checks.signs import BRACKETS, END, JAPANESE_SPACING, SPACES
from translations.checks.spelling import SPELLING
from translations.checks.structure import FOOTNOTES, LINKS, MARKS
from translations.checks.wording import EMPTY, NAMES, OTHER_SCRIPT, SAME

__all__ = ["CHECKS", "Check", "Expected", "Finding", "Pair", "run", "run_alone"]

CHECKS: dict[str, Check] = {
    check.name: check
    for check in (
        *(EMPTY, SAME, NUMBERS, CODES, AMOUNTS, LINKS, FOOTNOTES, MARKS, NAMES),
        *(LOOKALIKES, OTHER_SCRIPT, BRACKETS, SPACES, JAPANESE_SPACING, END, SPELLING),
    )
}


def run_alone(text: str, language: str, *, is_rich: bool) -> list[Finding]:
    """What can be said of a text without a translation, a source say."""
    pair = Pair("", text, language, language, is_rich)
    alone = (check for check in CHECKS.values() if check.alone)
    return [finding for check in alone for finding in check.findings(pair)]


def run(pair: Pair) -> list[Finding]:
    """Everything that the checks have to say of a pair."""
    return [finding for check in CHECKS.values() for finding in check.findings(pair)]
