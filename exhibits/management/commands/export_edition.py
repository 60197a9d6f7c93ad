"""Write an edition as a folder that needs no server, with print editions and e-books.

Without a number it is the edition that readers see.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exhibits.editions.frozen import FrozenContents
from exhibits.models import Edition
from exhibits.output.book import NotSet
from exhibits.output.folder import write_folder
from exhibits.output.imprint import edition_imprint
from exhibits.output.writing import NotWritten, written_whole, written_zip
from exhibits.visibility import exhibition_at


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
        edition = found(slug, number)
        contents, imprint = FrozenContents(edition), edition_imprint(edition)
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


def found(slug: str, number: int) -> Edition:
    """The edition with that number, or the current one. Raises ``CommandError``."""
    key = exhibition_at(slug)
    if key is None:
        raise CommandError(f"There is no released exhibition with the address “{slug}”.")
    editions = Edition.objects.filter(exhibition=key)
    edition = editions.filter(number=number).first() if number else editions.current().first()
    if edition is None and number:
        raise CommandError(f"The exhibition “{slug}” has no edition {number}.")
    if edition is None:
        raise CommandError(f"The exhibition “{slug}” is withdrawn: say which edition you want.")
    return edition
