"""The page of results: what was asked, what was found, and how that came about."""

from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.documents import LANGUAGES, providers
from search.parsing import MOST_CHARACTERS
from search.placing import RANKED
from search.queries import (
    ALL,
    LOOSELY,
    MOST_PER_PAGE,
    PER_PAGE,
    Answer,
    Question,
    search,
)
from search.results import Result, results
from search.suggesting import did_you_mean
from search.terms import Asked


@dataclass(frozen=True, slots=True)
class Link:
    label: str | Promise
    url: str
    is_current: bool = False
    language: str = ""  # of the label, where it is not that of the page


@dataclass(frozen=True, slots=True)
class SearchPage:
    query: str
    count: int
    summary: str
    results: tuple[Result, ...]
    notes: tuple[str, ...]
    errors: tuple[str, ...]
    kinds: tuple[Link, ...]
    languages: tuple[Link, ...]
    meant: tuple[Link, ...]
    hidden: tuple[tuple[str, str], ...]  # what the form keeps of the address
    has_words: bool = False  # that can be looked for
    previous: str = ""
    next: str = ""
    number: int = 1
    first: int = 0
    last: int = 0


def search_page(params: QueryDict, language: str) -> SearchPage:
    """One page of results; wrong values are said, not ignored."""
    errors: list[str] = []
    if len(params.get("q", "").strip()) > MOST_CHARACTERS:
        words = _("Only the first %(number)s characters are looked for.")
        errors.append(words % {"number": grouped(MOST_CHARACTERS)})
    question = question_of(params, language, errors)
    answer = search(question)
    shown = tuple(results(answer))
    first = (question.page - 1) * question.per_page + 1 if shown else 0
    last = first + len(shown) - 1 if shown else 0
    more = last < min(answer.ranked, RANKED)
    return SearchPage(
        query=answer.question.text,
        count=answer.count,
        summary=summary(answer),
        results=shown,
        notes=tuple(notes(answer, language, bool(shown))),
        errors=tuple(errors),
        kinds=tuple(kind_links(params, question)),
        languages=tuple(language_links(params, question)),
        meant=tuple(meant(answer, params)),
        hidden=tuple((n, v) for n in ("kind", "in") for v in params.getlist(n) if v),
        has_words=bool(answer.asked.wanted),
        previous=address(params, page=question.page - 1) if question.page > 1 and shown else "",
        next=address(params, page=question.page + 1) if shown and more else "",
        number=question.page,
        first=first,
        last=last,
    )


def question_of(params: QueryDict, language: str, errors: list[str]) -> Question:
    kinds = [kind for kind in params.getlist("kind") if kind]
    for kind in set(kinds) - set(providers()):
        errors.append(_("“%(value)s” is not a kind of result.") % {"value": kind[:40]})
    within = params.get("in", "")
    if within and within not in LANGUAGES:
        errors.append(_("Texts are not written in “%(value)s” here.") % {"value": within[:40]})
        within = ""
    return Question(
        text=params.get("q", ""),
        language=language,
        kinds=tuple(kind for kind in kinds if kind in providers()),
        within=within,
        page=number(params, "page", 1, RANKED, errors),
        per_page=number(params, "per_page", PER_PAGE, MOST_PER_PAGE, errors),
    )


def number(params: QueryDict, name: str, usual: int, most: int, errors: list[str]) -> int:
    """A number of the address; the usual one where it is none, and a sentence."""
    text = params.get(name, "").strip()
    if not text:
        return usual
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= most:
        return int(text[:9])
    words = _("“%(value)s” is not a number from 1 to %(most)s.")
    errors.append(words % {"value": text[:40], "most": most})
    return usual


def summary(answer: Answer) -> str:
    if not answer.asked.wanted:
        return ""
    if answer.has_more:
        words = _("More than %(count)s results")
    else:
        words = ngettext("%(count)s result", "%(count)s results", answer.count)
    return words % {"count": grouped(answer.count)}


def grouped(number: int) -> str:
    """With the separators of the reader's language."""
    return number_format(number, use_l10n=True, force_grouping=True)


def notes(answer: Answer, language: str, any_shown: bool) -> list[str]:
    """How the results came to be found, where that is not what was asked."""
    found = []
    if not answer.is_current:
        found.append(preparing())
    if answer.question.text and not answer.asked.wanted:
        words = _("“%(words)s” holds no word that can be looked for.")
        found.append(words % {"words": answer.question.text[:80]})
    if not answer.count:
        return found
    if answer.is_elsewhere:
        found.append(_("Nothing was found in texts of this language, but in other languages."))
    if said := manner(answer.how, answer.asked):
        found.append(said)
    if answer.count > RANKED:
        words = _("The first %(number)s are shown. More words lead to fewer results.")
        found.append(words % {"number": grouped(RANKED)})
    if not any_shown:
        found.append(_("There is no such page of results."))
    return found


def preparing() -> str:
    return _("The search is being prepared anew; some results may be missing yet.")


def manner(how: str, asked: Asked) -> str:
    """What is said of a way of searching; nothing of the usual one."""
    if how == LOOSELY and asked.in_traditional_script:
        return _(
            "Nothing has these words in the traditional Mongolian script. These have them in "
            "Cyrillic, or as parts of longer words."
        )
    if how == LOOSELY:
        return _(
            "Nothing has these words as they were typed; these have them within longer words, or "
            "in parts."
        )
    return "" if how == ALL else _("Nothing has all of these words; these have some of them.")


def kind_links(params: QueryDict, question: Question) -> list[Link]:
    every = [Link(_("Everything"), address(params, drop="kind"), not question.kinds)]
    return every + [
        Link(provider.label, address(params, kind=kind), kind in question.kinds)
        for kind, provider in providers().items()
    ]


def language_links(params: QueryDict, question: Question) -> list[Link]:
    """Languages of the texts; each is named in its own."""
    names = dict(settings.LANGUAGES)
    every = [Link(_("All languages"), address(params, drop="in"), not question.within)]
    return every + [
        Link(names[code], address(params, **{"in": code}), question.within == code, code)
        for code in LANGUAGES
    ]


def meant(answer: Answer, params: QueryDict) -> list[Link]:
    """Names and words that are spelt nearly so, where little was found or not all of it."""
    has_all = answer.count and answer.how == ALL
    if not answer.asked.wanted or (answer.count > 2 and has_all):
        return []
    found = did_you_mean(answer.question.text, with_words=not has_all)
    return [Link(m.text, address(params, q=m.text), language=m.language) for m in found]


def address(params: QueryDict, *, drop: str = "", **values: str | int) -> str:
    """The query string with other values; the page begins anew unless it is given."""
    query = params.copy()
    for name in ("page", "format", drop):
        query.pop(name, None)
    for name, value in values.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


def as_json(page: SearchPage) -> dict:
    """The contract's shape; snippets are plain text."""
    return {
        "query": page.query,
        "count": page.count,
        "results": [
            {
                "kind": one.kind,
                "id": one.key,
                "source_id": one.source_id,
                "title": one.title_text,
                "lang": one.title_language,
                "url": one.url,
                "reference_code": one.reference_code,
                "snippet": one.snippet_text,
                "matched_lang": one.matched_language,
            }
            for one in page.results
        ],
    }
