"""Add scans to an archival item: pictures, PDFs, TIFFs with several pages, ZIP files.

Running it twice is safe: what the item has already is passed over.
"""

from pathlib import Path

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError

from archive.models import ArchivalItem, DigitalObject
from archive.pictures import PictureError
from archive.scans.intake import receive, take_in
from archive.scans.pages import make_page
from archive.scans.problems import sentence
from archive.scans.unpacking import natural


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("item", help="the sender's identifier of the item, or its number")
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--folder", type=Path, help="also every file of this folder")
        parser.add_argument(
            "--background", action="store_true", help="leave the work to the worker"
        )

    def handle(self, *args, item, files, folder, background, **options):
        found = item_called(item)
        paths = [*files, *files_of(folder)]
        if not paths:
            raise CommandError("Name at least one file, or a folder with --folder.")
        self.failures = 0
        for number, path in enumerate(paths, 1):
            self.add(found, path, f"[{number}/{len(paths)}] {path.name}", background)
        if not background:
            self.make_pages(found)
        if self.failures:
            raise CommandError(f"{self.failures} failed; the reasons stand above.")

    def fail(self, words: str) -> None:
        self.failures += 1
        self.stderr.write(words)

    def add(self, item: ArchivalItem, path: Path, title: str, background: bool) -> None:
        try:
            with path.open("rb") as content:
                file = File(content, name=path.name)
                upload = receive(item, file, actor=None, enqueue=background)
        except (OSError, PictureError) as error:
            self.fail(f"{title}: {error}")
            return
        if upload is None:
            self.stdout.write(f"{title}: already there, passed over")
        elif background:
            self.stdout.write(f"{title}: accepted, the worker takes it in")
        else:
            self.take_in(upload.pk, title)

    def take_in(self, pk: int, title: str) -> None:
        upload = take_in(pk, tell=lambda name, u: self.stdout.write(f"  {u.done}/{u.total} {name}"))
        if upload is None:
            self.stdout.write(f"{title}: taken in by the worker")
            return
        report = upload.report
        self.stdout.write(
            f"{title}: {report['made']} pages taken in, {report['there']} files already there"
        )
        for problem in report["problems"]:
            self.fail(f"{title}: {problem['name']}: {sentence(problem)}")

    def make_pages(self, item: ArchivalItem) -> None:
        waiting = item.digital_objects.filter(state=DigitalObject.State.WAITING)
        keys = list(waiting.order_by("order", "id").values_list("pk", flat=True))
        for number, key in enumerate(keys, 1):
            make_page(key)
            page = DigitalObject.objects.filter(pk=key).first()
            if page is None:
                continue
            words = f"page {number}/{len(keys)} {page.original_name}"
            if page.state == DigitalObject.State.FAILED:
                self.fail(f"{words}: {sentence(page.problem)}")
            else:
                self.stdout.write(f"{words}: {page.state}")


def item_called(wanted: str) -> ArchivalItem:
    items = ArchivalItem.objects.select_related("repository")
    found = items.filter(source_id=wanted).first()
    if found is None and wanted.isascii() and wanted.isdigit() and len(wanted) < 19:
        found = items.filter(pk=int(wanted)).first()
    if found is None:
        raise CommandError(f"There is no archival item “{wanted}”.")
    return found


def files_of(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    if not folder.is_dir():
        raise CommandError(f"{folder} is not a folder.")
    plain = (path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")
    return sorted(plain, key=lambda path: natural(path.name))
