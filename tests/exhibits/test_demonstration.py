"""The demonstration: complete in three languages but for what its README names."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from lxml import etree

from archive.models import ArchivalItem, DigitalObject, Repository
from exhibits.demonstration.load import rows
from exhibits.models import Dataset, Essay, Exhibit, Exhibition, Page, Panel, Section
from tests.reading import links, queries, stored, tree
from tests.translations.exchanged import exported, schema
from translations.exchange import importing
from translations.exchange.choosing import Choice
from translations.exchange.formats import FORMATS
from translations.models import Comment, MemoryEntry, State, Term, TranslationUnit
from translations.richtext import plain_text
from translations.states import expected_fields, translated_fields
from translations.texts import LANGUAGES, exact

HERE = Path(__file__).resolve().parents[2] / "exhibits" / "demonstration"
TRANSLATED = (
    *(Repository, ArchivalItem, DigitalObject, Exhibition, Section, Panel, Exhibit),
    *(Essay, Dataset, Page),
)
ACCOUNTS = {"curator", "publisher", "translator-ja", "translator-mn", "reviewer", "admin"}
# Object, field, languages without a text: what its README says is missing on purpose.
GAPS = {
    ("blankets", "event_text", ("mn",)),
    ("blankets", "record_note", ("mn",)),
    ("notes-in-moscow", "record_note", ("en", "ja")),
    ("four-names", "body", ("ja",)),
    ("demo-1972-daily-yomiuri", "scope_and_content", ("ja", "mn")),
}


@pytest.fixture(scope="module")
def media(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("demonstration")


@pytest.fixture(scope="module")
def loaded(media, django_db_setup, django_db_blocker) -> Iterator[None]:
    """Loaded once for this module, in a transaction that is taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=media):
            call_command("load_demonstration", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(loaded, db, settings, media) -> Exhibition:
    settings.MEDIA_ROOT = media
    return Exhibition.objects.get()


def name_of(obj) -> str:
    return getattr(obj, "source_id", None) or getattr(obj, "slug", None) or str(obj)


def test_it_is_as_large_as_promised(demonstration):
    assert demonstration.editions.current().exists() and demonstration.cover
    assert demonstration.sections.filter(parent=None).count() == 6
    assert Panel.objects.count() >= 24
    assert ArchivalItem.objects.filter(is_public=True).count() >= 25
    assert (Essay.objects.count(), Dataset.objects.count()) == (2, 4)
    assert {page.slug for page in Page.objects.all()} >= {"about", "terms", "credits"}


def test_every_chapter_shows_documents(demonstration):
    for section in demonstration.sections.filter(parent=None):
        below = Exhibit.objects.filter(panel__section__in=[section, *section.children.all()])
        assert below.exists(), section


def test_every_level_and_kind_of_repository_is_there(demonstration):
    levels = set(ArchivalItem.objects.values_list("level", flat=True))
    assert levels >= {"fonds", "file", "unit", "item"}
    assert Repository.objects.exclude(parent=None).exists()
    schemes = set(Repository.objects.values_list("reference_scheme", flat=True))
    assert schemes == {"verbatim", "fund-file-unit"}


def test_two_documents_under_one_code(demonstration):
    for code in ("Fund-59, File-1, Unit-548", "Fund-119, File-02, Unit-662"):
        found = ArchivalItem.objects.filter(reference_code=code, level="item")
        assert found.count() == 2, code


def test_one_unit_in_two_grammars(demonstration):
    codes = ["Fund-59, File-1, Unit-66", "Ф-59, хн-66"]
    assert ArchivalItem.objects.filter(reference_code__in=codes).count() == 2


@pytest.mark.parametrize("code", ["平28内府00174100", "2019-0197", "01-1337", "K-19180-1"])
def test_codes_of_other_kinds_are_verbatim(demonstration, code):
    assert ArchivalItem.objects.filter(reference_code=code).exists()


def missing() -> set[tuple[str, str, tuple[str, ...]]]:
    """Texts that exist in some language and not in all."""
    return {
        (name_of(obj), field, tuple(code for code in LANGUAGES if not exact(obj, field, code)))
        for model in TRANSLATED
        for obj in model.objects.all()
        for field in translated_fields(model)
        if 0 < sum(bool(exact(obj, field, code)) for code in LANGUAGES) < len(LANGUAGES)
    }


def test_only_the_gaps_that_are_meant_are_there(demonstration):
    assert missing() == GAPS


def test_the_readme_names_every_gap():
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    table = readme.split("## Left untranslated on purpose")[1].split("## ")[0]
    for name, field, languages in GAPS:
        row = next(line for line in table.splitlines() if f"`{name}`" in line)
        assert f"`{field}`" in row and all(code in row for code in languages)


def test_every_object_has_a_text_in_its_source_language(demonstration):
    for model in TRANSLATED:
        for obj in model.objects.all():
            if any(exact(obj, f, code) for f in translated_fields(model) for code in LANGUAGES):
                assert expected_fields(obj), (model, obj)
    written = {panel.source_language for panel in Panel.objects.all()}
    assert len(written) > 1


@pytest.mark.parametrize("slug", ["economic-agreement", "rescue-team"])
def test_some_panels_are_a_date_and_a_citation(demonstration, slug):
    panel = Panel.objects.get(slug=slug)
    assert panel.date and panel.exhibits.exists()
    assert not any(
        exact(panel, field, code) for field in ("event_text", "record_note") for code in LANGUAGES
    )


def test_every_picture_has_an_alternative_text_and_copies(demonstration):
    for page in DigitalObject.objects.all():
        assert all(exact(page, "alt", code) for code in LANGUAGES), page.item
        assert {copy["format"] for copy in page.derivatives} == {"jpeg", "webp"}
        assert page.width and page.height


def test_some_items_have_several_pages(demonstration):
    counts = [item.digital_objects.count() for item in ArchivalItem.objects.all()]
    assert max(counts) >= 3 and sum(count > 1 for count in counts) >= 3


def texts_of(slug: str) -> dict[str, str]:
    """All words of a panel by language."""
    panel = Panel.objects.get(slug=slug)
    return {
        code: " ".join(plain_text(exact(panel, f, code)) for f in translated_fields(Panel))
        for code in LANGUAGES
    }


@pytest.mark.parametrize(
    ("slug", "facts"),
    [
        ("resolution-78", {"en": ["78"], "ja": ["78"], "mn": ["78"]}),
        (
            "twelve-rescuers",
            {"en": ["twelve"], "ja": ["12", "十二"], "mn": ["12", "арван хоёр", "Арван хоёр"]},
        ),
        ("blankets", {"en": ["2,500"], "ja": ["2,500", "2500", "二千五百"]}),
        ("consulate-in-osaka", {"en": ["14 March"], "ja": ["3月14日"], "mn": ["3", "14"]}),
    ],
)
def test_key_facts(demonstration, slug, facts):
    found = texts_of(slug)
    for language, forms in facts.items():
        assert any(form in found[language] for form in forms), (slug, language)


@pytest.mark.parametrize(
    ("slug", "date"),
    [("resolution-78", "2011-03-12"), ("notes-in-moscow", "1972-02-24")],
)
def test_key_dates(demonstration, slug, date):
    assert Panel.objects.get(slug=slug).date == date


def test_a_figure_that_cannot_be_right_is_only_quoted_as_such(demonstration):
    """“1.111.4 billion” stands in the panel that explains why no sum is given, and nowhere else."""
    found = {
        name_of(obj)
        for model in TRANSLATED
        for obj in model.objects.all()
        for field in translated_fields(model)
        for code in LANGUAGES
        if re.search(r"1[.,]111|111\.4", exact(obj, field, code))
    }
    assert found == {"trade-in-figures"}


def test_the_trade_table_keeps_its_empty_cells(demonstration):
    figures = [cell for d in Dataset.objects.all() for row in d.figures for cell in row]
    assert None in figures


def snapshot() -> dict:
    """Everything that is stored, by model and key."""
    models = [
        *apps.get_app_config("archive").get_models(),
        *apps.get_app_config("exhibits").get_models(),
    ]
    kept = [model for model in models if model in TRANSLATED]
    return {(model.__name__, obj.pk): stored(obj) for model in kept for obj in model.objects.all()}


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_the_desk_has_work_of_every_kind(demonstration):
    """Approved in the main, with something in review, begun, outdated, said and assigned."""
    units = TranslationUnit.objects.filter(scope=demonstration.translation_scope())
    for language in ("ja", "mn"):
        mine = units.filter(language=language)
        approved = mine.filter(state=State.APPROVED)
        assert approved.count() > mine.count() * 0.9
        assert mine.filter(state=State.IN_REVIEW).exists() and mine.outdated().count() == 1
        assert mine.filter(state=State.DRAFT, assigned_to__username=f"translator-{language}")
    assert Comment.objects.get().mentions.get().username == "translator-ja"
    approved = TranslationUnit.objects.filter(state=State.APPROVED)
    assert MemoryEntry.objects.count() == approved.count() and Term.objects.count() == 6


def test_loading_twice_changes_nothing(demonstration, media):
    before, kept = snapshot(), files(media)
    call_command("load_demonstration", verbosity=0)
    assert snapshot() == before
    assert files(media) == kept


def test_loading_again_repairs_and_leaves_others_alone(demonstration):
    panel = Panel.objects.get(slug="resolution-78")
    title = panel.title_en
    panel.title_en = "Changed by hand"
    panel.save()
    other = Panel.objects.create(section=panel.section, slug="ours", title_en="Ours")
    get_user_model().objects.get(username="curator").set_password("changed")
    call_command("load_demonstration", verbosity=0)
    panel.refresh_from_db()
    assert panel.title_en == title
    assert Panel.objects.get(slug="ours").title_en == other.title_en


def test_if_empty_leaves_an_exhibition_alone(demonstration):
    Panel.objects.filter(slug="resolution-78").delete()
    call_command("load_demonstration", if_empty=True, verbosity=0)
    assert not Panel.objects.filter(slug="resolution-78").exists()


def test_accounts_have_their_roles(demonstration):
    people = get_user_model().objects.filter(username__in=ACCOUNTS)
    assert {person.username for person in people} == ACCOUNTS
    for person in people:
        assert person.is_staff and person.check_password(person.username)
        groups = set(person.groups.values_list("name", flat=True))
        assert groups == (set() if person.username == "admin" else {person.username})
        assert person.is_superuser == (person.username == "admin")


def test_elsewhere_than_on_this_machine_it_is_refused(db, settings):
    settings.SITE_IS_LOCAL = False
    models = (Exhibition, ArchivalItem, get_user_model())
    before = [model.objects.count() for model in models]
    with pytest.raises(CommandError, match="only where SITE_URL"):
        call_command("load_demonstration")
    assert [model.objects.count() for model in models] == before


def test_elsewhere_its_passwords_open_nothing(demonstration, client, settings):
    sent = {"username": "curator", "password": "curator"}
    settings.SITE_IS_LOCAL = False
    assert client.post("/admin/login/", sent).status_code == 200
    settings.SITE_IS_LOCAL = True
    assert client.post("/admin/login/", sent).status_code == 302


# As readers see it -------------------------------------------------------------------------------


def chapters(language: str) -> list[str]:
    sections = Section.objects.filter(has_page=True).order_by("order")
    return [s.get_absolute_url().replace("/en/", f"/{language}/", 1) for s in sections]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chapter_needs_nine_queries(demonstration, client, language):
    for address in chapters(language):
        assert len(queries(client, address)) <= 9, address


def weight(client, address: str) -> int:
    """Bytes of a page with its style sheets and scripts, before pictures and uncompressed."""
    response = client.get(address)
    root, total = tree(response), len(response.content)
    for link in root.xpath("//link[@rel='stylesheet']/@href | //script/@src"):
        if link.startswith("/static/"):
            total += Path(finders.find(link.removeprefix("/static/"))).stat().st_size
        else:
            total += len(client.get(link).content)
    return total


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chapter_weighs_at_most_150_kilobytes(demonstration, client, language):
    for address in chapters(language):
        assert weight(client, address) <= 150_000, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(demonstration, client, language):
    """Every page of a language that can be reached from its home page."""
    start = f"/{language}/"
    todo, seen = [start], set()
    while todo:
        address = todo.pop().split("#")[0]
        if address in seen or "?" in address or "/citation." in address:  # a file to keep
            continue
        seen.add(address)
        root = tree(client.get(address))
        assert root.get("lang") == language
        ids = set(root.xpath("//@id"))
        for link in links(root, "//body"):
            if link.startswith("#"):
                assert link[1:] in ids, (address, link)
            elif link.startswith(start):
                todo.append(link)
    expected = set(chapters(language)) | {f"{start}archive/", f"{start}pages/terms/"}
    assert expected <= seen and len(seen) > 60


FOREIGN = {
    "en": re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff]"),
    "ja": re.compile(r"[\u0400-\u04ff]"),
    "mn": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_in_another_language_is_marked(demonstration, client, language):
    """All in another script has ``lang``.

    Left out are reference codes, which are as their archive writes them, and words that a plain
    text quotes, as it must to explain a code.
    """
    pages = [*chapters(language), f"/{language}/", f"/{language}/archive/"]
    pages += [f"/{language}/archive/items/{item.pk}/" for item in ArchivalItem.objects.public()]
    for address in pages:
        root = tree(client.get(address))
        for part in root.xpath(
            f"//*[@lang and @lang != '{language}'] | //*[contains(@class,'code')]"
        ):
            part.drop_tree()
        texts = [text for text in root.xpath("//body//text()") if text.strip()]
        found = [text for text in texts if len(FOREIGN[language].findall(text)) * 4 > len(text)]
        assert not found, (address, found)


OASIS = {"xliff12": "xliff-core-1.2-strict.xsd", "xliff20": "xliff_core_2.0.xsd"}
PAIRS = [(source, into) for source in LANGUAGES for into in LANGUAGES if source != into]


@pytest.mark.parametrize("name", FORMATS)
def test_every_text_goes_out_to_translators_and_comes_back_unchanged(demonstration, name, tmp_path):
    before, count = list(TranslationUnit.objects.order_by("pk").values()), 0
    rules = schema(OASIS[name]) if name in OASIS else None
    scopes = [demonstration.translation_scope(), "archive", "pages"]
    for scope, (source, into) in [(scope, pair) for scope in scopes for pair in PAIRS]:
        if not (wanted := Choice(scope, into, source).units().count()):
            continue
        path = exported(tmp_path, scope, name, into, source=source)
        if rules:
            rules.assertValid(etree.parse(str(path)))
        report = importing.apply(path, path.name, actor=None)
        assert (report.rows, report.changes) == (wanted, 0)
        assert (report.faults, report.remarks) == ([], [])
        count += wanted
    assert count == TranslationUnit.objects.to_do().count() > 800
    assert list(TranslationUnit.objects.order_by("pk").values()) == before


def test_every_place_stands_where_it_is():
    places = {row["id"]: row for row in rows("names") if row["kind"] == "place"}
    assert len(places) >= 6
    mongolia, japan = (87, 120, 41, 53), (129, 146, 30, 46)
    homes = {"ulaanbaatar": mongolia, "darkhan": mongolia}
    homes |= dict.fromkeys(("tokyo", "osaka", "miyagi"), japan)
    for name, (west, east, south, north) in homes.items():
        assert west < places[name]["longitude"] < east, name
        assert south < places[name]["latitude"] < north, name
    assert all({"latitude", "longitude"} <= set(row) for row in places.values())
