"""The daily e-mail: only to who wishes it, only of what she may see, at most once a day."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.bench.server import free_port
from tests.make import make_exhibition, make_item, make_panel, make_section
from tests.reading import tree, words
from translations.digest import sending
from translations.digest.stopping import token
from translations.models import Comment, DigestWish, TranslationUnit
from translations.units import actions
from translations.units.authorship import acting

PAGE = "/translate/digest/"


@pytest.fixture
def translator(cast):
    person = cast["translator-ja"]
    person.email = "honyaku@archive.example"
    person.save()
    return person


@pytest.fixture
def wish(translator):
    return DigestWish.objects.create(person=translator, language="ja")


def outdated_panel():
    """A panel whose Japanese was made from an older source."""
    panel = make_panel(make_section(make_exhibition(title_ja="草原と海")))
    panel.title_en = "Two thousand five hundred blankets"
    with acting():
        panel.save()
    return panel


def unit_of(obj, language: str = "ja", field: str = "title") -> TranslationUnit:
    return TranslationUnit.objects.of(obj).get(field=field, language=language)


def send() -> list[mail.EmailMessage]:
    mail.outbox.clear()
    call_command("send_translation_digests", verbosity=0)
    return mail.outbox


def test_it_says_in_its_language_what_there_is_to_do(wish, translator, settings):
    settings.SITE_URL = "https://archive.example"
    panel = outdated_panel()
    actions.assign(
        TranslationUnit.objects.filter(pk=unit_of(panel, field="event_text").pk),
        to=translator,
        actor=translator,
    )
    Comment.objects.create(unit=unit_of(panel), text="毛布の数は？").mentions.add(translator)
    [message] = send()
    assert message.to == ["honyaku@archive.example"]
    assert message.subject == "Tsuzuri：翻訳（日本語）要対応3件"
    for line in (
        "草原と海",
        "  – 原文の変更により更新が必要なテキスト：1件",
        "  – あなたが担当するテキスト：1件",
        "未解決のコメント1件であなたの名前が挙がっています。",
        "翻訳デスクへ： https://archive.example/translate/",
    ):
        assert line in message.body.splitlines()
    assert "毛布の数は？" not in message.body  # counts, no texts


@pytest.mark.parametrize("code", ["en", "mn"])
def test_every_language_has_its_words(cast, code):
    person = cast["curator"]
    person.email = "curator@archive.example"
    person.save()
    DigestWish.objects.create(person=person, language=code)
    panel = make_panel(source_language="ja")
    panel.title_ja = "毛布二千五百枚"
    panel.save()
    [message] = send()
    assert {"en": "1 text is outdated", "mn": "1 бичвэрийн эх нь өөрчлөгдсөн"}[code] in message.body
    assert not re.search(r"\n\n\n", message.body)


def test_nothing_to_say_means_no_mail_and_the_day_stays_free(wish):
    make_panel()
    assert send() == []
    outdated_panel()
    assert len(send()) == 1


def test_at_most_one_a_day(wish):
    outdated_panel()
    assert [len(send()), len(send())] == [1, 0]
    DigestWish.objects.update(sent_at=timezone.now() - timedelta(days=1))
    assert len(send()) == 1


def test_who_sends_at_the_same_time_does_not_send_it_again(wish):
    outdated_panel()
    twin = DigestWish.objects.get(pk=wish.pk)
    assert [sending.send_one(wish), sending.send_one(twin)] == [True, False]
    assert len(mail.outbox) == 1


def test_a_failing_mail_stops_no_other_and_is_tried_again(wish, cast, monkeypatch):
    outdated_panel()
    other = cast["curator"]
    other.email = "curator@archive.example"
    other.save()
    DigestWish.objects.create(person=other, language="ja")
    whole = sending.EmailMessage.send

    def fails_once(message):
        if message.to == ["honyaku@archive.example"]:
            raise ConnectionRefusedError
        return whole(message)

    monkeypatch.setattr(sending.EmailMessage, "send", fails_once)
    with pytest.raises(CommandError, match="1 could not be sent"):
        send()
    assert [m.to for m in mail.outbox] == [["curator@archive.example"]]
    monkeypatch.setattr(sending.EmailMessage, "send", whole)
    assert [m.to for m in send()] == [["honyaku@archive.example"]]


def test_reviewers_hear_of_what_waits_for_them_and_not_of_their_own(cast):
    reviewer = cast["publisher"]
    reviewer.email = "p@archive.example"
    reviewer.save()
    DigestWish.objects.create(person=reviewer, language="ja")
    sea = make_exhibition(needs_second_reader=True)
    for writer in ("curator", "publisher"):
        unit = unit_of(make_panel(make_section(sea), title_ja=""))
        unit = actions.write(unit, "毛布", actor=cast[writer], version=unit.version)
        actions.submit(unit, actor=cast[writer], version=unit.version)
    [message] = send()
    assert "査読を待つテキスト：1件" in message.body


def test_what_somebody_may_not_see_is_not_counted(wish, translator, cast):
    outdated_panel()
    item = make_item(title_ja="決議")
    item.title_mn = "79 дүгээр тогтоол"
    item.save()
    group = translator.groups.get()
    group.permissions.remove(*group.permissions.filter(content_type__app_label="exhibits"))
    [message] = send()
    assert "草原と海" not in message.body and "：1件" in message.body
    group.permissions.remove(*group.permissions.filter(content_type__app_label="archive"))
    DigestWish.objects.update(sent_at=None)
    assert send() == []


@pytest.mark.parametrize("change", ["email", "is_active", "is_staff", "groups"])
def test_who_has_left_receives_nothing(wish, translator, change):
    outdated_panel()
    if change == "groups":
        translator.groups.clear()
    else:
        setattr(translator, change, "" if change == "email" else False)
    translator.save()
    assert send() == []


def test_wishes_are_for_ones_own_languages(log_in, cast):
    client = log_in("translator-ja")
    root = tree(client.get(PAGE))
    assert root.xpath("//input[@name='language']/@value") == ["ja"]
    client.post(PAGE, {"language": ["ja", "mn", "xx"]})
    assert [w.language for w in DigestWish.objects.all()] == ["ja"]
    sent = timezone.now()
    DigestWish.objects.update(sent_at=sent)
    client.post(PAGE, {"language": ["ja"]})
    assert DigestWish.objects.get().sent_at == sent
    assert tree(client.get(PAGE)).xpath("//input[@name='language']/@checked")
    client.post(PAGE, {})
    assert not DigestWish.objects.exists()
    assert log_in("stranger").get(PAGE).status_code == 403


def test_one_press_ends_it_without_logging_in(wish, client):
    outdated_panel()
    [message] = send()
    [address] = re.findall(r"\S+/digest/stop/\S+", message.body)
    assert message.extra_headers["List-Unsubscribe"] == f"<{address}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/translate/" + address.partition("/translate/")[2]
    page = client.get(path)  # as a scanner of mails does: nothing happens
    assert DigestWish.objects.exists() and words(tree(page), "//main//button")
    strict = type(client)(enforce_csrf_checks=True)
    done = strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert not DigestWish.objects.exists() and done.status_code == 200
    for answer in (page, done, strict.post(path)):
        text = answer.content.decode()
        assert "honyaku" not in text and "translator" not in text.replace("translators' desk", "")
        assert answer["Cache-Control"] == "no-store"
    assert strict.post(path).status_code == 200


def test_a_forged_token_ends_nothing(wish, client):
    for forged in ("x", token(wish)[:-1] + "x", f"{wish.pk}"):
        assert client.post(f"{PAGE}stop/{forged}/").status_code == 404
    assert DigestWish.objects.exists()


class Letters:
    """What a mail server took."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 – its name for it
        self.taken.append(envelope)
        return "250 OK"


def test_a_real_server_takes_it(wish, settings):
    outdated_panel()
    letters = Letters()
    server = Controller(letters, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
        call_command("send_translation_digests", verbosity=0)
    finally:
        server.stop()
    [envelope] = letters.taken
    assert envelope.rcpt_tos == ["honyaku@archive.example"]
    letter = message_from_bytes(envelope.content, policy=policy.default)
    assert letter["Subject"].strip() == "Tsuzuri：翻訳（日本語）要対応1件"
    assert letter.get_content_type() == "text/plain"
    assert "原文の変更により更新が必要なテキスト：1件" in letter.get_content()
