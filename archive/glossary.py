"""Names and repositories as entries of the translators' glossary."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from django.db.models import Count, Max
from django.urls import reverse

from archive.models import Name, NameForm, Repository
from archive.names.words import script_of, without_initials
from translations.glossary.entries import ALLOWED, PREFERRED, Entry, Form
from translations.glossary.index import Version
from translations.texts import LANGUAGES, column, exact

LANGUAGE_OF_SCRIPT = {
    **{"Latn": "en", "Cyrl": "mn"},
    **dict.fromkeys(("Jpan", "Hani", "Kana", "Hira"), "ja"),
}
ELSEWHERE = {"Cyrl": "ru", "Hani": "zh"}  # the same script, another language
LEAST_LETTERS, SURNAME = 3, 2
KINDS_OF_PLACE = "国県市府都道町村省庁"
COLUMNS = [column("name", code) for code in LANGUAGES]
PARALLEL = [column("parallel_names", code) for code in LANGUAGES]


class NameProvider:
    """People, families, bodies, places and subjects that were not merged into others."""

    def version(self) -> Version:
        found = Name.objects.aggregate(count=Count("pk"), changed_at=Max("changed_at"))
        return Version(**found)

    def written(self, since: datetime | None) -> Iterator[tuple[int, str]]:
        names, forms = Name.objects.order_by(), NameForm.objects.order_by()
        if since is not None:
            names = names.filter(changed_at__gte=since)
            forms = forms.filter(name__changed_at__gte=since)
        others = forms.values_list("name_id", "form").iterator()
        return chain(preferred(names), others)

    def entries(self, numbers: Iterable[int]) -> list[tuple[int, Entry]]:
        names = Name.objects.current().filter(pk__in=numbers).prefetch_related("forms")
        names = names.only("kind", "source_language", *COLUMNS).order_by("pk")
        return [(name.pk, name_entry(name)) for name in names]


def preferred(rows) -> Iterator[tuple[int, str]]:
    for number, *texts in rows.values_list("pk", *COLUMNS).iterator():
        yield from ((number, text) for text in texts if text)


def name_entry(name: Name) -> Entry:
    forms = [Form(t, code, PREFERRED) for code in LANGUAGES if (t := exact(name, "name", code))]
    forms += [
        Form(one.form, language, ALLOWED)
        for one in name.forms.all()
        if one.kind != NameForm.Kind.READING and (language := language_of(one))
    ]
    return Entry(
        key=f"name-{name.pk}",
        kind=str(name.get_kind_display()),
        forms=tuple(forms),
        called=called(forms) if name.is_person else short(forms),
        is_loose=not name.is_person,
        may_go_on=name.kind != Name.Kind.SUBJECT,
        is_checked=name.kind != Name.Kind.SUBJECT,
        edit_url=reverse("admin:archive_name_change", args=[name.pk]),
    )


def language_of(form: NameForm) -> str:
    """The language whose texts write such a form; empty for none of ours."""
    script = form.script or script_of(form.form)
    if form.language and form.language == ELSEWHERE.get(script):
        return ""
    return LANGUAGE_OF_SCRIPT.get(script, "")


def short(forms: list[Form]) -> tuple[str, ...]:
    """宮城 for 宮城県: Japanese names of places without what kind of place it is."""
    texts = (form.text for form in forms if form.language == "ja")
    return tuple(text[:-1] for text in texts if len(text) > SURNAME and text[-1] in KINDS_OF_PLACE)


def called(forms: list[Form]) -> tuple[str, ...]:
    """The words of a personal name; a Japanese one may be called by its first characters."""
    found = []
    for form in forms:
        if script_of(form.text) in ("Hani", "Jpan"):
            found.append(form.text[:SURNAME])
            continue
        words, _initials = without_initials(form.text.replace("・", " "))
        found += [word.strip(",") for word in words if len(word) >= LEAST_LETTERS]
    return tuple(dict.fromkeys(found))


class RepositoryProvider:
    """Repositories are few: any change of their number or names reads them all."""

    def version(self) -> Version:
        return Version(hash(tuple(sorted(self.written(None)))), None)

    def written(self, since: datetime | None) -> Iterator[tuple[int, str]]:
        for number, *cells in Repository.objects.order_by().values_list("pk", *COLUMNS, *PARALLEL):
            texts = (line.strip() for cell in cells for line in (cell or "").splitlines())
            yield from ((number, text) for text in texts if text)

    def entries(self, numbers: Iterable[int]) -> list[tuple[int, Entry]]:
        found = Repository.objects.filter(pk__in=numbers).order_by("pk")
        return [(repository.pk, repository_entry(repository)) for repository in found]


def repository_entry(repository: Repository) -> Entry:
    forms = [
        Form(text, code, PREFERRED)
        for code in LANGUAGES
        if (text := exact(repository, "name", code))
    ]
    forms += [
        Form(line.strip(), code, ALLOWED)
        for code in LANGUAGES
        for line in exact(repository, "parallel_names", code).splitlines()
        if line.strip()
    ]
    return Entry(
        key=f"repository-{repository.pk}",
        kind=str(Repository._meta.verbose_name),
        forms=tuple(forms),
        is_loose=True,
        may_go_on=True,
        edit_url=reverse("admin:archive_repository_change", args=[repository.pk]),
    )
