"""Saving, submitting and reviewing at the desk; nobody writes over anybody."""

import pytest
from lxml import html

from tests.make import make_exhibition, make_panel, make_section
from tests.reading import tree, words
from tests.translations.at_desk import address, opened, send, unit_of
from translations.models import PersonalDraft, State, TranslationUnit
from translations.units import actions

pytestmark = pytest.mark.django_db
BLANKETS = "宮城への毛布"


@pytest.fixture
def panel():
    return make_panel(title_ja="", event_text_ja="")


@pytest.fixture
def submitted(panel, cast):
    """A title that a translator has handed over."""
    unit = actions.write(unit_of(panel), BLANKETS, actor=cast["translator-ja"], version=None)
    return actions.submit(unit, actor=cast["translator-ja"], version=unit.version)


def said(client, panel) -> list[str]:
    return words(tree(client.get(address(panel))), "//ul[@class='messagelist']/li")


def shown(response, path: str) -> list[str]:
    """Words of a page that is not 200."""
    return words(html.document_fromstring(response.content.decode()), path)


def test_a_text_is_saved_as_a_draft(panel, log_in):
    client = log_in("translator-ja")
    assert send(client, panel, "save", title=BLANKETS).status_code == 302
    panel.refresh_from_db()
    unit = unit_of(panel)
    assert (panel.title_ja, unit.text) == (BLANKETS, BLANKETS)
    assert (unit.state, unit.made_by.username) == (State.DRAFT, "translator-ja")
    assert said(client, panel) == ["1 text was saved."]


def test_saving_without_typing_changes_nothing(submitted, panel, log_in):
    client = log_in("translator-ja")
    send(client, panel, "save")
    assert unit_of(panel).version == submitted.version
    assert said(client, panel) == ["Nothing was changed."]


def test_a_title_stays_on_one_line_and_markup_is_cleaned(panel, log_in):
    client = log_in("translator-ja")
    text = "<p onclick='x()'>約2,500枚<script>x()</script></p>"
    send(client, panel, "save", title="宮城への\r\n毛布", event_text=text)
    panel.refresh_from_db()
    assert panel.title_ja == "宮城への 毛布"
    assert panel.event_text_ja == "<p>約2,500枚</p>"


def test_what_is_too_long_comes_back_as_it_was_typed(panel, log_in):
    client = log_in("translator-ja")
    answer = send(client, panel, "save", title="毛布" * 200, event_text="<p>約2,500枚。</p>")
    assert answer.status_code == 422
    assert "毛布" * 200 in shown(answer, "//textarea")
    assert "at most 300 characters" in shown(answer, "//*[@role='alert']")[0]
    panel.refresh_from_db()
    assert not panel.event_text_ja  # all of a page is kept, or nothing
    assert PersonalDraft.objects.count() == 2


def test_submitting_sends_back_and_approves(panel, log_in):
    client = log_in("translator-ja")
    send(client, panel, "submit", title=BLANKETS, event_text="<p>約2,500枚。</p>")
    title, event = unit_of(panel), unit_of(panel, "event_text")
    assert title.state == event.state == State.IN_REVIEW

    client = log_in("reviewer")
    values = opened(client, panel) | {f"note-{title.pk}": "「宮城県」としてください。"}
    send(client, panel, f"send-back:{title.pk}", values)
    send(client, panel, "approve")
    title.refresh_from_db()
    event.refresh_from_db()
    assert (title.state, event.state) == (State.DRAFT, State.APPROVED)
    assert event.approved_by.username == "reviewer"
    assert [comment.text for comment in title.comments.all()] == ["「宮城県」としてください。"]


def test_nothing_is_sent_back_without_a_reason(submitted, panel, log_in):
    client = log_in("reviewer")
    answer = send(client, panel, f"send-back:{submitted.pk}")
    assert answer.status_code == 422
    assert unit_of(panel).state == State.IN_REVIEW


def test_all_in_review_are_sent_back_at_once(submitted, panel, log_in):
    client = log_in("reviewer")
    values = opened(client, panel) | {"note": "用語集をご覧ください。"}
    assert send(client, panel, "send-back", values).status_code == 302
    assert unit_of(panel).state == State.DRAFT


def test_a_reviewer_does_not_approve_what_was_changed_unseen(submitted, panel, log_in, cast):
    client = log_in("reviewer")
    values = opened(client, panel)
    actions.write(submitted, "宮城県への毛布", actor=cast["curator"], version=None)
    answer = send(client, panel, f"approve:{submitted.pk}", values)
    assert answer.status_code == 409
    assert "curator has changed this text" in shown(answer, "//*[@role='alert']")[0]
    assert unit_of(panel).state == State.DRAFT


@pytest.mark.parametrize(("needs_two", "state"), [(True, State.IN_REVIEW), (False, State.APPROVED)])
def test_two_pairs_of_eyes(needs_two, state, log_in):
    exhibition = make_exhibition(needs_second_reader=needs_two)
    panel = make_panel(make_section(exhibition), title_ja="")
    client = log_in("publisher")
    send(client, panel, "submit", title=BLANKETS)
    send(client, panel, f"approve:{unit_of(panel).pk}")
    assert unit_of(panel).state == state


def test_a_publisher_writes_and_approves_in_one_go(log_in):
    exhibition = make_exhibition(needs_second_reader=False)
    panel = make_panel(make_section(exhibition), title_ja="")
    send(log_in("publisher"), panel, "approve", title=BLANKETS)
    assert unit_of(panel).state == State.APPROVED


def test_where_two_must_read_the_refusal_keeps_what_was_typed(panel, log_in):
    answer = send(log_in("publisher"), panel, "approve", title=BLANKETS)
    assert answer.status_code == 422
    assert "Somebody else must approve this" in shown(answer, "//li[@class='error']")[0]
    assert PersonalDraft.objects.get().text == BLANKETS


def test_two_translators_of_one_text(panel, log_in, cast):
    client = log_in("translator-ja")
    values = opened(client, panel)
    actions.write(unit_of(panel), "宮城県に送られた毛布", actor=cast["curator"], version=None)
    mine = {"title": "宮城への毛布", "event_text": "<p>約2,500枚。</p>"}
    answer = send(client, panel, "save", values, **mine)
    assert answer.status_code == 409
    assert "curator has changed this text" in shown(answer, "//*[@role='alert']/p")[0]
    assert shown(answer, "//*[@data-theirs]") == ["宮城県に送られた毛布"]
    assert "宮城への毛布" in shown(answer, "//textarea")
    assert shown(answer, "//div[@role='alert']//ins") and shown(answer, "//div[@role='alert']//del")
    panel.refresh_from_db()
    assert (panel.title_ja, panel.event_text_ja or "") == ("宮城県に送られた毛布", "")
    drafts = PersonalDraft.objects.filter(person=cast["translator-ja"])
    assert {draft.text for draft in drafts} == set(mine.values())


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "宮城への毛布"), ("theirs", "宮城県に送られた毛布")]
)
def test_after_a_conflict_one_chooses(choice, kept, panel, log_in, cast):
    client = log_in("translator-ja")
    values = opened(client, panel)
    actions.write(unit_of(panel), "宮城県に送られた毛布", actor=cast["curator"], version=None)
    answer = send(client, panel, "save", values, title="宮城への毛布")
    form = html.document_fromstring(answer.content.decode()).get_element_by_id("desk-form")
    again = {name: value.removeprefix("\n") for name, value in form.form_values()}
    assert send(client, panel, "save", again).status_code == 409  # no choice yet
    key = unit_of(panel).pk
    assert send(client, panel, "save", again | {f"choice-{key}": choice}).status_code == 302
    panel.refresh_from_db()
    assert panel.title_ja == kept
    assert not PersonalDraft.objects.exists()


def test_what_another_has_changed_and_i_have_not_is_theirs(panel, log_in, cast):
    client = log_in("translator-ja")
    values = opened(client, panel)
    actions.write(unit_of(panel), BLANKETS, actor=cast["curator"], version=None)
    answer = send(client, panel, "save", values, event_text="<p>約2,500枚。</p>")
    assert answer.status_code == 302
    panel.refresh_from_db()
    assert (panel.title_ja, panel.event_text_ja) == (BLANKETS, "<p>約2,500枚。</p>")


def test_two_languages_of_one_object(panel, cast, client):
    backend = "config.authentication.AccountBackend"
    client.force_login(cast["translator-mn"], backend=backend)
    mongolian = opened(client, panel, "mn")
    client.force_login(cast["translator-ja"], backend=backend)
    send(client, panel, "save", title=BLANKETS)
    client.force_login(cast["translator-mn"], backend=backend)
    answer = send(client, panel, "save", mongolian, "mn", title="Миягид хүргэсэн хөнжил")
    assert answer.status_code == 302
    panel.refresh_from_db()
    assert (panel.title_ja, panel.title_mn) == (BLANKETS, "Миягид хүргэсэн хөнжил")


def test_a_source_changed_meanwhile_makes_the_new_text_outdated(panel, log_in):
    client = log_in("translator-ja")
    values = opened(client, panel)
    panel.event_text_en = "<p>About 2,600 blankets were sent.</p>"
    panel.save()
    answer = send(
        client, panel, "submit", values, event_text="<p>約2,500枚の毛布。</p>", title="毛布"
    )
    assert answer.status_code == 302
    unit = unit_of(panel, "event_text")
    assert unit.text == "<p>約2,500枚の毛布。</p>"
    assert unit.outdated and unit.state == State.DRAFT
    assert unit_of(panel).state == State.IN_REVIEW
    page = tree(client.get(address(panel)))
    assert words(page, "//*[@class='source-news']//ins") == ["added: 2,600"]
    assert words(page, "//*[@class='source-news']//del") == ["deleted: 2,500"]
    assert any(
        "was changed while you were writing" in w for w in words(page, "//li[@class='warning']")
    )


def test_what_is_outdated_at_once_is_kept_and_not_submitted(panel, log_in):
    client = log_in("translator-ja")
    values = opened(client, panel)
    panel.title_en = "Blankets for Sendai"
    panel.save()
    assert send(client, panel, "submit", values, title=BLANKETS).status_code == 302
    unit = unit_of(panel)
    assert (unit.text, unit.state, unit.outdated) == (BLANKETS, State.DRAFT, True)
    notices = said(client, panel)
    assert notices[0] == "1 text was saved."
    assert "was changed while you were writing" in notices[1]


def test_a_refused_page_stays_a_translation_of_what_was_seen(panel, log_in):
    client = log_in("translator-ja")
    values = opened(client, panel)
    panel.title_en = "Blankets for Sendai"
    panel.save()
    answer = send(client, panel, "save", values, title=BLANKETS * 100)
    assert answer.status_code == 422
    form = html.document_fromstring(answer.content.decode()).get_element_by_id("desk-form")
    again = {name: value.removeprefix("\n") for name, value in form.form_values()}
    send(client, panel, "save", again, title=BLANKETS)
    assert unit_of(panel).outdated


def test_approving_all_says_what_it_leaves(submitted, panel, log_in, cast):
    client = log_in("publisher")
    send(client, panel, "submit", event_text="<p>約2,500枚。</p>")
    send(client, panel, "approve")
    assert unit_of(panel).state == State.APPROVED
    assert unit_of(panel, "event_text").state == State.IN_REVIEW
    assert "1 text was not approved" in said(client, panel)[-1]


def test_still_correct(log_in):
    panel = make_panel()
    panel.event_text_en = "<p>Some 2,500 blankets were sent.</p>"
    panel.save()
    client = log_in("translator-ja")
    unit = unit_of(panel, "event_text")
    assert unit.outdated
    send(client, panel, f"still-correct:{unit.pk}")
    unit.refresh_from_db()
    assert not unit.outdated
    assert (unit.text, unit.revisions.first().person.username) == (
        "<p>約2,500枚の毛布が送られました。</p>",
        "translator-ja",
    )


def test_still_correct_is_said_of_the_source_that_was_seen(log_in):
    panel = make_panel()
    panel.event_text_en = "<p>Some 2,500 blankets were sent.</p>"
    panel.save()
    client = log_in("translator-ja")
    values = opened(client, panel)
    panel.event_text_en = "<p>Some 3,500 blankets were sent.</p>"
    panel.save()
    unit = unit_of(panel, "event_text")
    assert send(client, panel, f"still-correct:{unit.pk}", values).status_code == 422
    assert unit_of(panel, "event_text").outdated


def test_an_unknown_button_is_refused(panel, log_in):
    client = log_in("translator-ja")
    assert send(client, panel, "publish").status_code == 404
    assert send(client, panel, "submit:999999").status_code == 404


def test_units_that_something_has_bypassed_are_made_when_the_desk_opens(panel, log_in):
    TranslationUnit.objects.of(panel).delete()
    client = log_in("translator-ja")
    assert words(tree(client.get(address(panel))), "//section//h2") == ["Title", "Event text"]
