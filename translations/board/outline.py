"""A scope in reading order, with marks for every language and sums of what lies below."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from translations.board.counting import Tally, content_types
from translations.board.links import desk_base, desk_url
from translations.board.overview import Language
from translations.models import TranslationUnit
from translations.places import Node, Scope
from translations.texts import Text

GROUPS = ("content_type", "object_id", "language", "state", "outdated")


@dataclass(slots=True)
class Mark:
    """How far an object is in a language; no address where there is nothing to translate."""

    language: str
    mark: str
    words: str
    url: str = ""


@dataclass(slots=True)
class Row:
    title: Text
    kind: str
    depth: int
    marks: list[Mark]


@dataclass(slots=True)
class Branch:
    """What is shown together: rows, or a section with its sums and all that lies below."""

    rows: list[Row] = field(default_factory=list)
    head: Row | None = None
    sums: list["LanguageSum"] = field(default_factory=list)
    branches: list["Branch"] = field(default_factory=list)

    @property
    def has_work(self) -> bool:
        """It is shown unfolded in a language in which the person works."""
        return any(
            one.language.is_own and one.tally.finished < one.tally.total for one in self.sums
        )


@dataclass(frozen=True, slots=True)
class LanguageSum:
    """All texts of a section and of what lies below it, in a language."""

    language: Language
    tally: Tally


Own = dict[tuple[int, int], dict[str, Tally]]


def own_tallies(scope: Scope) -> Own:
    """What every object of the scope has in every language: one query."""
    units = TranslationUnit.objects.to_do().within(scope.key).order_by()
    found: Own = {}
    rows = units.values_list(*GROUPS).annotate(texts=Count("*"), length=Sum("words"))
    for kind, key, language, *figures in rows:
        languages = found.setdefault((kind, key), {})
        languages.setdefault(language, Tally()).add(*figures)
    return found


class Tree:
    """Builds the branches of a scope out of its outline."""

    def __init__(self, scope: Scope, nodes: list[Node], languages: list[Language]):
        self.languages, self.base = languages, desk_base()
        self.own = own_tallies(scope)
        models = {node.model for node in nodes}
        self.kinds = content_types(models)
        self.words = {model: str(model._meta.verbose_name) for model in models}
        self.nodes, self.sentences = nodes, sentences()

    def branches(self) -> list[Branch]:
        return list(self.below(self.nodes))

    def below(self, nodes: list[Node]) -> Iterator[Branch]:
        """Sections become branches of their own; what stands between them shares one."""
        plain = Branch()
        place = 0
        while place < len(nodes):
            node = nodes[place]
            place += 1
            if not node.folds:
                plain.rows.append(self.row(node))
                continue
            if plain.rows:
                yield plain
                plain = Branch()
            end = end_of(nodes, place, node.depth)
            yield self.section(node, nodes[place:end])
            place = end
        if plain.rows:
            yield plain

    def section(self, node: Node, nodes: list[Node]) -> Branch:
        sums = {one.code: Tally() for one in self.languages}
        for below in (node, *nodes):
            for code, tally in self.tallies(below).items():
                sums[code].include(tally)
        found, head = list(self.below(nodes)), self.row(node)
        rows = found.pop(0).rows if found and not found[0].head else []
        shown = [LanguageSum(one, sums[one.code]) for one in self.languages]
        return Branch([head, *rows], head, shown, found)

    def tallies(self, node: Node) -> dict[str, Tally]:
        return self.own.get((self.kinds[node.model], node.pk), {})

    def row(self, node: Node) -> Row:
        found = self.tallies(node)
        marks = [self.mark(node, one.code, found.get(one.code)) for one in self.languages]
        return Row(node.title, self.words[node.model], node.depth, marks)

    def mark(self, node: Node, language: str, tally: Tally | None) -> Mark:
        if tally is None:
            return Mark(language, "none", "–")
        mark, words = described(tally, self.sentences)
        return Mark(language, mark, words, desk_url(node.model, node.pk, language, self.base))


def end_of(nodes: list[Node], place: int, depth: int) -> int:
    """Where what lies below a node of this depth ends."""
    while place < len(nodes) and nodes[place].depth > depth:
        place += 1
    return place


def sentences() -> dict[str, str]:
    """What is left to do, the most urgent first, in the active language."""
    return {
        "missing": _("%(count)s missing"),
        "outdated": _("%(count)s outdated"),
        "draft": _("%(count)s draft"),
        "review": _("%(count)s in review"),
        "approved": _("%(count)s approved"),
    }


def described(tally: Tally, said: dict[str, str]) -> tuple[str, str]:
    """The most urgent state, and all that is left to do."""
    counts = {
        "missing": tally.missing,
        "outdated": tally.outdated,
        "draft": tally.draft,
        "review": tally.in_review,
    }
    found = {state: count for state, count in counts.items() if count}
    found = found or {"approved": tally.approved}
    return next(iter(found)), " · ".join(said[s] % {"count": n} for s, n in found.items())
