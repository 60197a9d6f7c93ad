"""The page “Import a catalogue”: report first, then everything or nothing; and export."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from archive.catalogue import importing, tasks, work
from archive.models import ArchivalItem, CatalogueImport, Name, Repository
from archive.scans.recovery import requeue_tasks_of_the_dead
from tests.make import make_item, make_repository
from tests.reading import tree, words

ADD = "admin:archive_catalogueimport_add"
GOOD = "id,repository,title_en,title_mn\na,r,Letter,Захидал\nb,r,Report,Тайлан\n"


def send(client, content: str, kind: str = "items", name: str = "items.csv", **values):
    """Send a file; the answer is the page of its report."""
    file = SimpleUploadedFile(name, content.encode())
    values = {"kind": kind, "file": file, "language": "en", **values}
    return client.post(reverse(ADD), values, follow=True)


def apply(client, sent=None, **options):
    sent = sent or CatalogueImport.objects.latest("pk")
    address = reverse("admin:archive_catalogueimport_apply", args=[sent.pk])
    return client.post(address, follow=True, **options)


@pytest.fixture
def curator(log_in):
    make_repository(source_id="r")
    return log_in("curator")


def test_a_file_is_reported_on_and_then_brought_in(curator):
    page = tree(send(curator, GOOD))
    assert words(page, "//dl[@class='catalogue-counts']//dd") == ["2", "0", "0"]
    assert not ArchivalItem.objects.exists()
    assert "has been brought in" in " ".join(words(tree(apply(curator)), "//main"))
    assert ArchivalItem.objects.count() == 2
    again = tree(send(curator, GOOD))
    assert "nothing to bring in" in " ".join(words(again, "//main"))
    assert not again.xpath("//form[contains(@action, '/apply/')]")


def test_faults_stand_in_a_table_and_in_a_file(curator):
    page = tree(send(curator, GOOD + "c,nowhere,<b>Bold</b>,\n"))
    assert words(page, "//tbody/tr/td")[:2] == ["4", "repository"]
    assert not page.xpath("//form[contains(@action, '/apply/')]")
    sent = CatalogueImport.objects.get()
    answer = curator.get(reverse("admin:archive_catalogueimport_faults", args=[sent.pk]))
    assert answer.content.decode().splitlines()[1].startswith("4,repository,")
    apply(curator)
    assert not ArchivalItem.objects.exists()


def test_many_faults_are_paged(curator):
    rows = "".join(f"i{n},nowhere,Title,\n" for n in range(700))
    page = tree(send(curator, f"id,repository,title_en,title_mn\n{rows}"))
    assert len(page.xpath("//tbody/tr")) == 500
    sent = CatalogueImport.objects.get()
    second = reverse("admin:archive_catalogueimport_change", args=[sent.pk]) + "?p=2"
    assert len(tree(curator.get(second)).xpath("//tbody/tr")) == 200


def test_what_changed_meanwhile_is_checked_again(curator):
    send(curator, GOOD)
    Repository.objects.update(source_id="other")
    page = tree(apply(curator))
    assert words(page, "//tbody/tr/td")[:2] == ["2", "repository"]
    assert not ArchivalItem.objects.exists()


def test_only_the_file_that_was_reported_on_is_brought_in(curator):
    send(curator, GOOD)
    sent = CatalogueImport.objects.get()
    with sent.file.storage.open(sent.file.name, "wb") as target:
        target.write(GOOD.replace("Letter", "Forged").encode())
    assert "no longer the one" in " ".join(words(tree(apply(curator)), "//main"))
    assert not ArchivalItem.objects.exists()


def test_applying_twice_does_it_once(curator):
    send(curator, GOOD)
    sent = CatalogueImport.objects.get()
    apply(curator)
    apply(curator)
    work.work_on(sent.pk)
    assert ArchivalItem.objects.count() == 2


def test_images_are_said_to_need_the_command(curator):
    page = tree(send(curator, "id,repository,title_en,images\na,r,Title,a.jpg\n"))
    assert "manage.py import_items" in words(page, "//tbody/tr/td")[2]


def test_large_files_are_left_to_the_worker(
    curator, monkeypatch, django_capture_on_commit_callbacks
):
    given = []
    monkeypatch.setattr(work, "LARGE", 10)
    monkeypatch.setattr(
        tasks.work_on_catalogue.__class__, "enqueue", lambda _task, pk: given.append(pk)
    )
    with django_capture_on_commit_callbacks(execute=True):
        page = tree(send(curator, GOOD))
    sent = CatalogueImport.objects.get()
    assert given == [sent.pk]
    state = page.xpath("//div[@class='catalogue']/@data-state")[0]
    assert curator.get(state).json()["is_busy"]
    work.work_on(sent.pk)
    assert not curator.get(state).json()["is_busy"]
    assert work.report_of(CatalogueImport.objects.get()).created == 2


def test_hostile_files_are_answered(curator):
    for content in ("", "\x00" * 50, "=cmd()", "id\n" * 3, "<ead/>"):
        for kind in ("items", "names", "repositories", "atom"):
            assert send(curator, content, kind).status_code == 200
    ead = send(curator, "<ead/>", "ead", "x.xml", repository=str(Repository.objects.get().pk))
    assert "no archdesc" in " ".join(words(tree(ead), "//main"))
    assert not ArchivalItem.objects.exists()


def test_an_ead_file_needs_its_repository(curator):
    page = tree(send(curator, "<ead/>", "ead", "x.xml"))
    assert "which repository" in " ".join(words(page, "//ul[contains(@class, 'errorlist')]"))


def test_who_may_not_change_may_not_bring_in(log_in, cast):
    make_repository(source_id="r")
    send(log_in("curator"), GOOD)
    for person in ("reviewer", "translator-ja"):
        client = log_in(person)
        assert client.get(reverse(ADD)).status_code == 403
        assert apply(client).status_code == 403
    assert not ArchivalItem.objects.exists()


def test_the_permission_for_the_kind_counts_too(log_in, cast):
    make_repository(source_id="r")
    send(log_in("curator"), GOOD)
    person = cast["reviewer"]
    codes = ["add_catalogueimport", "add_name", "change_name"]
    person.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client = log_in("reviewer")
    shown = tree(client.get(reverse(ADD))).xpath("//select[@name='kind']/option/@value")
    assert [value for value in shown if value] == ["names"]
    assert apply(client).status_code == 403
    send(client, "id,kind,name_en\nn,person,N\n", "names", "names.csv")
    apply(client)
    assert Name.objects.count() == 1


def test_lists_go_out_as_they_are_filtered(curator):
    make_item(source_id="a", title_en="Kept", level="file")
    make_item(source_id="b", title_en="Left", level="item")
    address = reverse("admin:archive_archivalitem_export")
    lines = b"".join(curator.get(f"{address}?level__exact=file").streaming_content).decode()
    assert [line.split(",")[0] for line in lines.splitlines()[1:]] == ["a"]
    chosen = {
        "action": "export_chosen",
        "_selected_action": [ArchivalItem.objects.get(source_id="b").pk],
    }
    answer = curator.post(reverse("admin:archive_archivalitem_changelist"), chosen)
    assert b"".join(answer.streaming_content).decode().splitlines()[1].startswith("b,")


@pytest.mark.parametrize("model", ["repository", "name", "archivalitem"])
def test_lists_lead_to_import_and_export(curator, log_in, model):
    address = reverse(f"admin:archive_{model}_changelist")
    tools = tree(curator.get(address)).xpath("//ul[@class='object-tools']//a/@href")
    assert {reverse(ADD), reverse(f"admin:archive_{model}_export")} <= set(tools)
    tools = tree(log_in("reviewer").get(address)).xpath("//ul[@class='object-tools']//a/@href")
    assert reverse(f"admin:archive_{model}_export") in tools
    assert reverse(ADD) not in tools


def test_an_error_of_ours_is_said_and_nothing_half_done(curator, monkeypatch):
    send(curator, GOOD)
    monkeypatch.setattr(importing, "apply", lambda *_args, **_named: 1 / 0)
    page = tree(apply(curator))
    assert "error on our side" in " ".join(words(page, "//main"))
    assert CatalogueImport.objects.get().state == "failed"
    assert not ArchivalItem.objects.exists()


def test_a_catalogue_of_a_dead_worker_waits_again(curator):
    send(curator, GOOD)
    sent = CatalogueImport.objects.get()
    values = {"state": "working", "wants_applying": True}
    CatalogueImport.objects.filter(pk=sent.pk).update(**values)
    tasks.work_on_catalogue.enqueue(sent.pk)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    assert requeue_tasks_of_the_dead() == 1
    assert CatalogueImport.objects.get().state == "waiting"
    work.work_on(sent.pk)
    work.work_on(sent.pk)
    assert CatalogueImport.objects.get().is_applied
    assert ArchivalItem.objects.count() == 2
