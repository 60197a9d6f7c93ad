"""Assigning and approving many texts at once: rights hold for every single one."""

import pytest
from django.urls import reverse

from tests.make import make_exhibition, make_item, make_panel, make_section
from tests.reading import tree, words
from translations.board import bulk
from translations.models import State, TranslationUnit, UnitRevision

ASSIGN, APPROVE = "/translate/assign/", "/translate/approve/"


@pytest.fixture
def panel(db):
    return make_panel()


def unit(obj, language: str, field: str = "title") -> TranslationUnit:
    return TranslationUnit.objects.of(obj).get(field=field, language=language)


def token(*units: TranslationUnit) -> str:
    return ",".join(f"{one.pk}.{one.version}" for one in units)


def said(client, address: str, **sent) -> list[str]:
    """Send, and read the messages of the page to which it leads."""
    response = client.post(address, sent, follow=True)
    return words(tree(response), "//ul[@class='messagelist']/li")


def in_review(obj, language: str = "ja", **values) -> TranslationUnit:
    units = TranslationUnit.objects.of(obj).filter(field="title", language=language)
    units.update(state=State.IN_REVIEW, **values)
    return units.get()


# Assigning -----------------------------------------------------------------------------------


def test_assigning_to_oneself_to_another_and_to_nobody(panel, cast, log_in):
    curator, translator = log_in("curator"), cast["translator-ja"]
    title, text = unit(panel, "ja"), unit(panel, "ja", "event_text")
    found = said(curator, ASSIGN, chosen=token(title, text), to=translator.pk)
    assert found == ["2 texts are assigned to translator-ja now."]
    assert set(translator.assigned_units.all()) == {title, text}
    assert said(curator, ASSIGN, chosen=token(title), to="me") == [
        "1 text is assigned to curator now."
    ]
    assert said(curator, ASSIGN, chosen=token(title, text), to="nobody") == [
        "2 texts are assigned to nobody now."
    ]
    assert not TranslationUnit.objects.exclude(assigned_to=None)


def test_all_that_are_shown_or_what_is_chosen(panel, cast, log_in):
    title, text = unit(panel, "ja"), unit(panel, "ja", "event_text")
    sent = {"shown": [token(title), token(text)], "chosen": [token(text)], "to": "me"}
    client = log_in("translator-ja")
    assert said(client, ASSIGN, **sent) == ["1 text is assigned to translator-ja now."]
    assert said(client, ASSIGN, **sent, all="1") == ["2 texts are assigned to translator-ja now."]


def test_a_translator_assigns_only_texts_of_her_language(panel, cast, log_in):
    client, ja, mn = log_in("translator-ja"), unit(panel, "ja"), unit(panel, "mn")
    assert client.post(ASSIGN, {"chosen": token(mn), "to": "me"}).status_code == 403
    assert said(client, ASSIGN, chosen=token(ja, mn), to="me") == [
        "1 text is assigned to translator-ja now.",
        "1 text is in a language that you may not assign.",
    ]
    mn.refresh_from_db()
    assert mn.assigned_to is None


def test_nobody_is_given_texts_that_she_does_not_translate(panel, cast, log_in):
    found = said(
        log_in("curator"),
        ASSIGN,
        chosen=token(unit(panel, "ja"), unit(panel, "mn")),
        to=cast["translator-ja"].pk,
    )
    assert found == [
        "1 text is assigned to translator-ja now.",
        "1 text was left as it is: translator-ja does not translate into its language.",
    ]


@pytest.mark.parametrize("to", ["", "x", "0", "-1", "9" * 30, "１", "reviewer", "stranger"])
def test_texts_are_assigned_to_translators_only(panel, cast, log_in, to):
    to = cast[to].pk if to in cast else to
    found = said(log_in("curator"), ASSIGN, chosen=token(unit(panel, "ja")), to=to)
    assert found == ["Please choose to whom the texts are assigned."]


def test_people_to_choose_from_translate_the_language_of_the_list(panel, log_in):
    address = reverse("translate:scope", args=[panel.section.translation_scope()])
    root = tree(log_in("translator-ja").get(f"{address}?language=ja"))
    assert words(root, "//select[@name='to']/option") == [
        *("to me", "admin", "curator", "publisher", "translator-ja", "to nobody")
    ]


# Approving -----------------------------------------------------------------------------------


def test_approving_what_is_shown(panel, cast, log_in):
    waiting, draft = in_review(panel), unit(panel, "ja", "event_text")
    own = in_review(panel.section, made_by=cast["reviewer-ja"])
    shown = token(waiting, draft, own)
    assert said(log_in("reviewer-ja"), APPROVE, shown=shown) == [
        "1 text was approved.",
        "Left as it is: you have written it yourself. (1)",
        "Left as it is: not in review. (1)",
    ]
    waiting.refresh_from_db()
    assert (waiting.state, waiting.approved_by) == (State.APPROVED, cast["reviewer-ja"])
    assert UnitRevision.objects.get(unit=waiting).person == cast["reviewer-ja"]
    own.refresh_from_db()
    assert own.state == State.IN_REVIEW


def test_what_has_changed_since_it_was_shown_is_not_approved(panel, cast, log_in):
    waiting = in_review(panel)
    shown = token(waiting)
    TranslationUnit.objects.filter(pk=waiting.pk).update(version=waiting.version + 1)
    assert said(log_in("reviewer-ja"), APPROVE, shown=shown) == [
        "0 texts were approved.",
        "Left as it is: somebody has changed it meanwhile. (1)",
    ]


def test_what_is_outdated_is_not_approved(panel, cast, log_in):
    waiting = in_review(panel, made_from="0123456789abcdef")
    assert said(log_in("reviewer-ja"), APPROVE, shown=token(waiting))[1].startswith(
        "The source has changed since."
    )


def test_reviewers_approve_their_language_only(panel, cast, log_in):
    ja, mn = in_review(panel), in_review(panel, "mn")
    assert log_in("translator-ja").post(APPROVE, {"shown": token(ja)}).status_code == 403
    assert log_in("reviewer-mn").post(APPROVE, {"shown": token(ja)}).status_code == 403
    assert said(log_in("reviewer-mn"), APPROVE, shown=token(ja, mn)) == [
        "1 text was approved.",
        "Left as it is: you do not review this language. (1)",
    ]
    ja.refresh_from_db()
    assert ja.state == State.IN_REVIEW


# Both ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [ASSIGN, APPROVE])
def test_who_may_send(panel, cast, client, log_in, address):
    sent = {"chosen": token(unit(panel, "ja")), "to": "me"}
    assert client.post(address, sent).headers["Location"].startswith("/admin/login/")
    assert log_in("stranger").post(address, sent).status_code == 403
    assert log_in("publisher").get(address).status_code == 405


@pytest.mark.parametrize(("address", "name"), [(ASSIGN, "chosen"), (APPROVE, "shown")])
@pytest.mark.parametrize(
    "sent", ["x", "1", "1.", "1.1,", "1.1;2", "-1.1", "１.1", "1.1\x00", "9" * 99]
)
def test_what_is_not_understood_is_said(panel, log_in, address, name, sent):
    found = said(log_in("publisher"), address, **{name: sent, "to": "me"})
    assert found == ["This was not understood. Please try again from the list."]


def test_more_than_a_page_is_refused(panel, log_in, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 1)
    shown = token(unit(panel, "ja"), unit(panel, "mn"))
    assert "not understood" in said(log_in("publisher"), ASSIGN, chosen=shown, to="me")[0]


def test_nothing_chosen_is_said(panel, log_in):
    assert said(log_in("publisher"), ASSIGN, to="me") == ["Nothing was chosen."]


def test_objects_that_one_may_not_see_stay_as_they_are(panel, cast, log_in):
    item, translator = make_item(), cast["translator-ja"]
    group = translator.groups.get()
    group.permissions.remove(*group.permissions.filter(content_type__app_label="archive"))
    found = said(
        log_in("translator-ja"), ASSIGN, chosen=token(unit(item, "ja"), unit(panel, "ja")), to="me"
    )
    assert found == ["1 text is assigned to translator-ja now."]
    assert set(translator.assigned_units.all()) == {unit(panel, "ja")}


@pytest.mark.parametrize(
    ("sent", "led_to"),
    [
        ("/translate/list/?language=ja", "/translate/list/?language=ja"),
        *[
            (to, "/translate/")
            for to in ("https://example.org/", "//example.org", "", "javascript:1")
        ],
    ],
)
def test_the_way_back_stays_here(panel, log_in, sent, led_to):
    sent = {"chosen": token(unit(panel, "ja")), "to": "me", "next": sent}
    assert log_in("curator").post(ASSIGN, sent).headers["Location"] == led_to


def test_the_list_sends_what_it_shows(panel, log_in):
    """The tokens of the page are those that the buttons understand."""
    waiting = in_review(panel)
    address = reverse("translate:scope", args=[panel.section.translation_scope()])
    client = log_in("reviewer-ja")
    root = tree(client.get(f"{address}?language=ja&state=review"))
    shown = root.xpath("//form[@method='post']//input[@name='shown']/@value")
    assert shown == [token(waiting)]
    assert said(client, APPROVE, shown=shown) == ["1 text was approved."]
    exhibition = make_exhibition(needs_second_reader=False)
    own = in_review(make_section(exhibition))
    assert said(client, APPROVE, shown=token(own)) == ["1 text was approved."]
