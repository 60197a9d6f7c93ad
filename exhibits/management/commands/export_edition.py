"""Write an exhibition as a folder that needs no server, with print editions and e-books."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exhibits.editions.contents import WorkingContents
from exhibits.models import Exhibition
from exhibits.output.book import NotSet
from exhibits.output.folder import write_folder
from exhibits.output.imprint import working_imprint
from exhibits.output.writing import NotWritten, written_whole, written_zip


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the address of the exhibition")
        parser.add_argument("folder", type=Path, help="a folder that is new or empty")
        parser.add_argument("--number", type=int, default=0, help="of the edition")
        parser.add_argument("--zip", action="store_true", help="FOLDER.zip instead of a folder")
        parser.add_argument("--no-pdf", action="store_true", help="without print editions")
        parser.add_argument("--no-epub", action="store_true", help="without e-books")

    def handle(self, *args, slug, folder, number, no_pdf, no_epub, **options):
        exhibition = Exhibition.objects.select_related("cover__item").filter(slug=slug).first()
        if exhibition is None:
            raise CommandError(f"There is no exhibition with the address “{slug}”.")
        if number:
            raise CommandError(f"The exhibition “{slug}” has no edition {number}.")
        contents, imprint = WorkingContents(exhibition), working_imprint(exhibition)
        kinds = tuple(k for k, left_out in (("pdf", no_pdf), ("epub", no_epub)) if not left_out)
        folder = folder.absolute()
        write = written_zip if options["zip"] else written_whole
        try:
            with write(folder, imprint.day) as beside:
                write_folder(contents, imprint, beside, kinds=kinds, report=self.stdout.write)
        except (NotWritten, NotSet) as error:
            raise CommandError(str(error)) from error
        except ValueError as error:
            if "staticfiles manifest" not in str(error):
                raise
            raise CommandError("Static files are not collected: run collectstatic.") from error
