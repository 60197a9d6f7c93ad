"""Tags through which every text from the database reaches a page, with its language marked."""

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from translations.texts import (
    BESIDE,
    LANGUAGES,
    NAMES,
    SCRIPTS,
    Text,
    foreign_languages,
    language_name,
)

register = template.Library()
PAGE_LANGUAGE = "page_language"
KNOWN = "language links"


@register.simple_tag
def text(value: Text) -> SafeString:
    """The text, in a ``<span lang>`` when it is in another language than the page."""
    if value and value.language and value.language != get_language():
        return format_html('<span lang="{}">{}</span>', value.language, value.value)
    return format_html("{}", value.value if value else "")


@register.simple_tag
def paragraphs(value: Text) -> SafeString:
    """Plain text as paragraphs: blank lines separate them, single line breaks stay."""
    blocks = [block.strip() for block in value.value.replace("\r", "").split("\n\n")]
    rows = ((lang_attribute(value.language), broken(block)) for block in blocks if block)
    return format_html_join("\n", "<p{}>{}</p>", rows)


def broken(block: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in block.split("\n")))


def lang_attribute(language: str) -> SafeString:
    """`` lang="ja"`` where the language is not the page's."""
    if language and language != get_language():
        return format_html(' lang="{}"', language)
    return mark_safe("")


@register.simple_tag
def lang(language: str) -> SafeString:
    return lang_attribute(language)


@register.simple_tag
def rich(value) -> SafeString:
    """Sanitised markup; only what ``translations.richtext.render`` has made comes here."""
    return mark_safe(value.html)  # noqa: S308


@register.filter
def foreign(value) -> tuple[str, ...]:
    """The language of a text when it is another than the page's, for the fallback note."""
    return foreign_languages(get_language(), value)


@register.simple_tag
def language_in_words(code: str) -> str:
    """A language named in the page's language."""
    return language_name(code)


@register.filter
def in_words(code: str) -> str:
    """The same, to be placed into a sentence."""
    return language_name(code)


@register.filter
def model_label(obj) -> str:
    """``exhibits.panel``: how addresses name the model of an object."""
    return obj._meta.label_lower


@register.simple_tag
def own_name(code: str) -> str:
    """A language of the site in its own words."""
    return NAMES[code]


@register.simple_tag
def script_in_words(code: str) -> str:
    """A script (ISO 15924) named in the page's language; its code where no word is known."""
    return str(SCRIPTS.get(code, code))


@register.simple_tag(takes_context=True)
def language_links(context, alone: bool = False) -> list[dict]:
    """This page's address in every language, with filters and page number kept.

    ``alone`` leaves a second language out; else the two languages of a page change places.
    """
    request = context.get("request")
    if request is None:
        return []
    # Every panel of a page asks for the same.
    known = context.render_context.dicts[0].setdefault(KNOWN, {})
    if alone not in known:
        known[alone] = links_of(request, alone)
    return known[alone]


def links_of(request: HttpRequest, alone: bool) -> list[dict]:
    return [
        {
            "code": code,
            "name": NAMES[code],
            "url": in_language(request.path, code) + query_for(request, code, alone),
            "is_current": code == get_language(),
        }
        for code in LANGUAGES
    ]


def query_for(request: HttpRequest, language: str, alone: bool) -> str:
    """The query string for the page in another language, as it was written where that is right."""
    query = request.META.get("QUERY_STRING", "")
    if BESIDE in request.GET:
        wished = request.GET.copy()
        if alone or wished[BESIDE] not in LANGUAGES:
            del wished[BESIDE]
        elif wished[BESIDE] == language:
            wished[BESIDE] = get_language()
        query = wished.urlencode()
    return f"?{query}" if query else ""


def in_language(path: str, language: str) -> str:
    """An address of the site in another language; the home page where it has none."""
    try:
        match = resolve(path)
        kwargs = dict(match.kwargs)
        if PAGE_LANGUAGE in kwargs:  # an address whose language is not its first part
            kwargs[PAGE_LANGUAGE] = language
        with override(language):
            return reverse(match.view_name, args=match.args, kwargs=kwargs)
    except (NoReverseMatch, Resolver404):
        return f"/{language}/"


@register.filter
def grouped(number: int) -> str:
    """With the separators of the reader's language: 25,000."""
    return number_format(number, use_l10n=True, force_grouping=True)
