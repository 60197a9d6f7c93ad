"""Receiving files from a browser."""

from contextlib import suppress

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from archive.scans.keeping import FULL


class CarefulUploadHandler(TemporaryFileUploadHandler):
    """A disk that is full loses the file, not the request; ``request.lost_files`` names it."""

    def receive_data_chunk(self, raw_data, start):
        try:
            return super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self.lose(error)

    def file_complete(self, file_size) -> UploadedFile | None:
        try:
            return super().file_complete(file_size)
        except OSError as error:
            with suppress(SkipFile):
                self.lose(error)
            return None

    def lose(self, error: OSError) -> None:
        if error.errno not in FULL:
            raise error
        with suppress(OSError):
            self.file.close()
        lost = getattr(self.request, "lost_files", [])
        self.request.lost_files = [*lost, self.file_name]
        raise SkipFile from error
