"""Machine translation: off by default, drafts only where nothing is, all of a request or none."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.config.test_env import KEY, start
from tests.make import make_essay, make_panel
from tests.reading import tree
from translations.machine import MachineError, draft_by_machine
from translations.models import State, TranslationUnit, UnitRevision
from translations.units import actions
from translations.units.vocabulary import Origin

ADDRESS = "/translate/machine/draft/"


class Echo:
    """Says what it was asked for; HTML comes back with what no editor would let in."""

    asked: list = []

    def translate(self, texts, source, target, is_html):
        Echo.asked.append((len(texts), source, target, is_html))
        shape = "<p onclick='x()'>{}</p><script>x()</script>" if is_html else "{}"
        return [shape.format(f"{target}: {number}") for number, _text in enumerate(texts)]


class Broken:
    def translate(self, texts, source, target, is_html):
        raise TimeoutError("no answer")


class Short:
    def translate(self, texts, source, target, is_html):
        return texts[1:]


class Halfway:
    """Answers for plain texts, fails for HTML."""

    def translate(self, texts, source, target, is_html):
        if is_html:
            raise ConnectionError
        return texts


@pytest.fixture(autouse=True)
def _echo(settings):
    settings.MACHINE_TRANSLATION = f"{__name__}.Echo"
    Echo.asked = []


@pytest.fixture
def panel(db):
    return make_panel(title_ja="", event_text_ja="", title_mn="", event_text_mn="")


def units(panel, language: str = "ja"):
    return list(TranslationUnit.objects.of(panel).filter(language=language).order_by("pk"))


def test_what_is_missing_becomes_a_draft_that_is_marked(panel, cast):
    found = draft_by_machine(units(panel), actor=cast["translator-ja"])
    assert (found.made, found.left) == (2, 0)
    panel.refresh_from_db()
    assert (panel.title_ja, panel.event_text_ja) == ("ja: 0", "<p>ja: 0</p>")
    assert {(u.state, u.made_how, u.made_by) for u in units(panel)} == {
        (State.DRAFT, Origin.MACHINE, cast["translator-ja"])
    }
    assert panel.text("title", "ja").by_machine and not panel.text("title", "en").by_machine
    assert sorted(Echo.asked) == [(1, "en", "ja", False), (1, "en", "ja", True)]
    assert {row.how for row in UnitRevision.objects.all()} == {Origin.MACHINE}


def test_a_persons_text_is_never_touched(panel, cast):
    title = TranslationUnit.objects.of(panel).get(field="title", language="ja")
    actions.write(title, "宮城への毛布", actor=cast["curator"], version=title.version)
    seen_before = units(panel)  # as it was on the screen: one is stale by now
    text = TranslationUnit.objects.of(panel).get(field="event_text", language="ja")
    actions.write(text, "<p>人の訳。</p>", actor=cast["curator"], version=text.version)
    found = draft_by_machine(seen_before, actor=cast["translator-ja"])
    assert (found.made, found.left) == (0, 2)
    panel.refresh_from_db()
    assert (panel.title_ja, panel.event_text_ja) == ("宮城への毛布", "<p>人の訳。</p>")


def test_who_writes_while_the_service_thinks_wins(panel, cast, monkeypatch):
    def slow(self, texts, source, target, is_html):
        for unit in units(panel):
            actions.write(unit, "人の訳", actor=cast["curator"], version=unit.version)
        return ["機械の訳" for _ in texts]

    monkeypatch.setattr(Echo, "translate", slow)
    title = TranslationUnit.objects.of(panel).filter(field="title", language="ja")
    assert draft_by_machine(title, actor=cast["translator-ja"]).made == 0
    panel.refresh_from_db()
    assert panel.title_ja == "人の訳"


@pytest.mark.parametrize("name", ["Broken", "Short", "Halfway"])
def test_a_service_that_fails_leaves_nothing_half_done(panel, cast, settings, name):
    settings.MACHINE_TRANSLATION = f"{__name__}.{name}"
    with pytest.raises(MachineError, match="Nothing was changed"):
        draft_by_machine(units(panel), actor=cast["translator-ja"])
    assert {u.state for u in units(panel)} == {State.MISSING}
    assert not UnitRevision.objects.exists()


def test_no_other_language_and_no_part_of_a_request_with_one(panel, cast):
    both = [*units(panel), *units(panel, "mn")]
    with pytest.raises(PermissionDenied):
        draft_by_machine(both, actor=cast["translator-ja"])
    assert Echo.asked == [] and {u.state for u in both} == {State.MISSING}


def test_an_answer_that_the_field_does_not_take_is_left(panel, cast, monkeypatch):
    monkeypatch.setattr(Echo, "translate", lambda *args: ["長" * 10_000 for _ in args[1]])
    title = TranslationUnit.objects.of(panel).filter(field="title", language="ja")
    assert draft_by_machine(title, actor=cast["translator-ja"]).left == 1


def test_the_address_drafts_and_leads_back(panel, log_in):
    client = log_in("translator-ja")
    data = {"unit": [u.pk for u in units(panel)], "next": "/translate/digest/"}
    response = client.post(ADDRESS, data, follow=True)
    assert response.redirect_chain == [("/translate/digest/", 302)]
    assert "2 texts were drafted by machine" in response.content.decode()
    again = client.post(ADDRESS, {**data, "next": "https://elsewhere.example/"}, follow=True)
    assert again.redirect_chain == [("/admin/", 302)]
    assert "nothing that a machine could draft" in again.content.decode()


def test_the_address_says_what_failed(panel, log_in, settings):
    settings.MACHINE_TRANSLATION = f"{__name__}.Broken"
    data = {"unit": [units(panel)[0].pk], "next": "/translate/digest/"}
    page = log_in("translator-ja").post(ADDRESS, data, follow=True).content.decode()
    assert "The translation service did not answer." in page


def test_the_address_is_closed(panel, client, log_in, settings):
    data = {"unit": [units(panel)[0].pk]}
    assert client.post(ADDRESS, data)["Location"].startswith("/admin/login/")
    assert log_in("translator-mn").post(ADDRESS, data).status_code == 403
    assert log_in("stranger").post(ADDRESS, data).status_code == 403
    translator = log_in("translator-ja")
    assert translator.get(ADDRESS).status_code == 405
    for wrong in (["x"], ["٣"], [str(n) for n in range(201)]):
        assert translator.post(ADDRESS, {"unit": wrong}).status_code == 400
    settings.MACHINE_TRANSLATION = ""
    assert translator.post(ADDRESS, data).status_code == 404
    assert units(panel)[0].state == State.MISSING


def test_it_is_off_where_nobody_has_named_a_program(tmp_path):
    code = "import django; django.setup(); from translations.machine import is_on; print(is_on())"
    variables = {**KEY, "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    assert start(variables, "-c", code).stdout == "False\n"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nowhere.Translator", "No module named 'nowhere'"),
        ("collections.Nothing", "does not define"),
        ("collections.OrderedDict", "it has no translate()"),
    ],
)
def test_a_name_that_leads_to_nothing_stops_the_start(name, why, tmp_path):
    variables = {**KEY, "DATA_DIR": str(tmp_path), "MACHINE_TRANSLATION": name}
    ended = start(variables, "manage.py", "check")
    assert ended.returncode != 0 and f"MACHINE_TRANSLATION is '{name}'" in ended.stderr
    assert why in ended.stderr.strip().splitlines()[-1]


def test_an_essay_without_a_source_text_is_left_alone(db, cast):
    essay = make_essay(abstract_ja="要旨")
    essay.abstract_ja = ""
    essay.save()
    found = TranslationUnit.objects.of(essay).filter(field="abstract")
    assert draft_by_machine(found, actor=cast["curator"]).made == 0 and Echo.asked == []


def test_the_desk_offers_it_where_something_is_missing(panel, log_in, settings):
    client, address = log_in("translator-ja"), f"/translate/desk/exhibits.panel/{panel.pk}/ja/"
    form = tree(client.get(address)).xpath("//form[@action='/translate/machine/draft/']")[0]
    asked = form.xpath(".//input[@name='unit']/@value")
    assert sorted(map(int, asked)) == sorted(unit.pk for unit in units(panel))
    assert client.post(ADDRESS, {"unit": asked, "next": address}).url == address
    page = tree(client.get(address))
    assert not page.xpath("//form[@action='/translate/machine/draft/']")
    settings.MACHINE_TRANSLATION = ""
    other = tree(log_in("translator-mn").get(address.replace("/ja/", "/mn/")))
    assert not other.xpath("//form[@action='/translate/machine/draft/']")
