"""What is said of the exhibition as a whole: its languages, chapters and colour."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from exhibits.contrast import PAPER, contrast
from exhibits.models import Exhibition, Section
from exhibits.models.exhibitions import HEX_COLOUR
from exhibits.readiness.findings import Finding, what_is
from exhibits.readiness.kinds import LEFT_OUT, UNWRITTEN
from translations.states import translated_fields
from translations.texts import IN_WORDS, LANGUAGES, languages_of

LEGIBLE = 4.5  # WCAG 2.2, 1.4.3


def finding(exhibition: Exhibition, kind: str, sentence: str, page: str, language: str = ""):
    return Finding(
        kind=kind,
        language=language,
        title=exhibition.text("title"),
        what=what_is(Exhibition),
        sentence=sentence,
        url=reverse(f"admin:exhibits_exhibition_{page}", args=[exhibition.pk]),
    )


def unwritten(exhibition: Exhibition, sections: list[Section]) -> Iterator[Finding]:
    """Languages in which neither the exhibition nor any section has a word."""
    found = set(languages_of(exhibition, translated_fields(Exhibition)))
    for section in sections:
        found.update(languages_of(section, translated_fields(Section)))
    for code in LANGUAGES:
        if code not in found:
            sentence = _("Nothing is written in %(language)s yet.") % {"language": IN_WORDS[code]}
            yield finding(exhibition, UNWRITTEN, sentence, "contents", code)


def left_out(exhibition: Exhibition, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Required languages that are not among those to be released."""
    for code in exhibition.required_languages:
        if code in LANGUAGES and code not in languages:
            words = {"language": IN_WORDS[code]}
            sentence = _("%(language)s is required and is not among the languages.") % words
            yield finding(exhibition, LEFT_OUT, sentence, "policy", code)


def no_chapter(exhibition: Exhibition, sections: list[Section]) -> Iterator[Finding]:
    if not any(section.parent_id is None and section.has_page for section in sections):
        sentence = _("There is no chapter: readers would find only an entrance.")
        yield finding(exhibition, "chapters", sentence, "contents")


def hard_to_read(exhibition: Exhibition) -> Iterator[Finding]:
    accent = exhibition.accent
    if not HEX_COLOUR.fullmatch(accent):
        sentence = _("The accent colour “%(colour)s” is no colour.") % {"colour": accent}
        yield finding(exhibition, "accent", sentence, "change")
    elif (ratio := contrast(accent, PAPER)) < LEGIBLE:
        words = {"colour": accent, "ratio": f"{ratio:.1f}", "least": LEGIBLE}
        sentence = _(
            "%(colour)s on paper has a contrast of %(ratio)s; at least %(least)s is needed."
        )
        yield finding(exhibition, "accent", sentence % words, "change")
