"""Comments, history and proposals beside a text."""

import pytest

from tests.make import make_panel
from tests.reading import tree, words
from tests.translations.at_desk import address, opened, send, unit_of
from translations.models import Comment, PersonalDraft, Proposal, State
from translations.units import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return make_panel(title_ja="宮城への毛布")


def test_a_comment_addresses_people_who_may_read_it(panel, log_in, cast):
    client = log_in("translator-ja")
    unit = unit_of(panel)
    text = "@reviewer、「毛布」でよいですか。@stranger @nobody a@curator"
    send(client, panel, f"comment:{unit.pk}", opened(client, panel) | {f"comment-{unit.pk}": text})
    comment = Comment.objects.get()
    assert (comment.text, comment.person) == (text, cast["translator-ja"])
    assert list(comment.mentions.all()) == [cast["reviewer"]]
    assert text in words(tree(client.get(address(panel))), "//*[@class='said']")


def test_commenting_keeps_what_was_typed(panel, log_in):
    client = log_in("translator-ja")
    unit = unit_of(panel)
    values = opened(client, panel) | {f"comment-{unit.pk}": "確認中です。"}
    send(client, panel, f"comment:{unit.pk}", values, title="宮城県への毛布")
    assert PersonalDraft.objects.get().text == "宮城県への毛布"
    page = tree(client.get(address(panel)))
    assert words(page, "//textarea[contains(@name, 'text-')]")[0] == "宮城県への毛布"


def test_an_empty_comment_and_a_very_long_one_are_refused(panel, log_in):
    client = log_in("translator-ja")
    unit = unit_of(panel)
    for text in (" ", "長" * 4_001):
        values = opened(client, panel) | {f"comment-{unit.pk}": text}
        assert send(client, panel, f"comment:{unit.pk}", values).status_code == 422
    assert not Comment.objects.exists()


def test_a_comment_is_resolved_and_opened_again(panel, log_in, cast):
    comment = Comment.objects.create(unit=unit_of(panel), person=cast["curator"], text="毛布？")
    client = log_in("reviewer")
    send(client, panel, f"resolve:{comment.pk}")
    comment.refresh_from_db()
    assert comment.resolved_by == cast["reviewer"]
    send(client, panel, f"reopen:{comment.pk}")
    comment.refresh_from_db()
    assert comment.resolved_by is comment.resolved_at is None


def test_a_comment_of_another_object_is_not_resolved_here(panel, log_in, cast):
    other = make_panel()
    comment = Comment.objects.create(unit=unit_of(other), person=cast["curator"], text="毛布？")
    assert send(log_in("reviewer"), panel, f"resolve:{comment.pk}").status_code == 404


def test_a_translator_of_another_language_comments_by_address(panel, log_in):
    unit = unit_of(panel)
    answer = log_in("translator-mn").post(
        f"/translate/desk/units/{unit.pk}/comment/", {"text": "Хөнжлийн тоо зөрж байна."}
    )
    assert answer["Location"] == f"{address(panel)}#unit-{unit.pk}"
    assert Comment.objects.get().person.username == "translator-mn"


def test_whom_a_comment_can_address(log_in):
    found = log_in("translator-ja").get("/translate/desk/people/").json()["people"]
    names = {person["name"] for person in found}
    assert {"curator", "reviewer", "translator-mn", "admin"} <= names
    assert "stranger" not in names


@pytest.fixture
def revised(panel, cast):
    """A title written twice."""
    for text in ("宮城県への毛布", "宮城県に送られた毛布"):
        actions.write(unit_of(panel), text, actor=cast["translator-ja"], version=None)
    return unit_of(panel)


def history(unit) -> str:
    return f"/translate/desk/units/{unit.pk}/history/"


def test_the_history_shows_every_step_with_its_difference(revised, log_in):
    page = tree(log_in("translator-mn").get(history(revised)))
    steps = words(page, "//ol[@class='steps']/li/div")
    assert len(steps) == 3
    assert steps[0].startswith("宮城県")
    assert "translator-ja" in words(page, "//ol[@class='steps']/li/header")[0]
    assert not page.xpath("//ol[@class='steps']//button")


def test_an_earlier_text_is_restored_as_a_draft(revised, panel, log_in):
    client = log_in("translator-ja")
    earlier = revised.revisions.get(text="宮城県への毛布")
    data = {"revision": earlier.pk, "version": revised.version}
    assert client.post(history(revised), data).status_code == 302
    panel.refresh_from_db()
    unit = unit_of(panel)
    assert (panel.title_ja, unit.state) == ("宮城県への毛布", State.DRAFT)


def test_restoring_does_not_pass_over_a_newer_text(revised, panel, log_in, cast):
    client = log_in("translator-ja")
    earlier = revised.revisions.get(text="宮城県への毛布")
    actions.write(revised, "宮城の毛布", actor=cast["curator"], version=None)
    data = {"revision": earlier.pk, "version": revised.version}
    assert client.post(history(revised), data).status_code == 409
    panel.refresh_from_db()
    assert panel.title_ja == "宮城の毛布"


def test_a_revision_of_another_text_is_not_restored_here(revised, log_in):
    other = unit_of(make_panel(title_ja="別"))
    data = {"revision": revised.revisions.first().pk, "version": other.version}
    assert log_in("translator-ja").post(history(other), data).status_code == 404


@pytest.fixture
def proposal(panel):
    return Proposal.objects.create(
        unit=unit_of(panel),
        text="宮城県への毛布",
        source_text="Blankets to Miyagi",
        made_from="0123456789abcdef",
        origin="ja.xliff",
    )


def test_a_proposal_is_shown_with_its_difference_and_taken(proposal, panel, log_in):
    client = log_in("translator-ja")
    page = tree(client.get(address(panel)))
    assert words(page, "//*[@class='proposal']//ins") == ["added: 県"]
    send(client, panel, f"take:{proposal.pk}")
    panel.refresh_from_db()
    unit = unit_of(panel)
    assert (panel.title_ja, unit.outdated, unit.source_text) == (
        "宮城県への毛布",
        True,
        "Blankets to Miyagi",
    )
    assert not Proposal.objects.exists()


def test_a_proposal_is_dropped(proposal, panel, log_in):
    send(log_in("translator-ja"), panel, f"drop:{proposal.pk}")
    panel.refresh_from_db()
    assert panel.title_ja == "宮城への毛布"
    assert not Proposal.objects.exists()
