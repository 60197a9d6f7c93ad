"""ZIP files from strangers: which pictures they hold, and each of them one at a time.

No models; nothing is ever written under a name from the ZIP file, and no size in it is believed:
what is read is counted.
"""

import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive.pictures import PictureError
from archive.scans.problems import ScanError

MOST_ENTRIES = 5_000
MOST_LISTED = 10_000  # with folders and the litter of operating systems
LARGEST_DIRECTORY = 16_000_000  # bytes; read into memory before anything else is known
MOST_GROWTH = 200  # all files together, against the ZIP file
FREE_GROWTH = 200_000_000  # bytes below which nobody counts
CHUNK = 1024 * 1024
LONGEST_NAME = 200
LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)", re.I)
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
MIXED = re.compile(r"[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]")
ENDING = struct.Struct("<4s4H2LH")  # APPNOTE 4.3.16, end of central directory


@dataclass(frozen=True)
class Entry:
    """One file in a ZIP: its name as it can be shown, and what is wrong with it, if anything."""

    info: zipfile.ZipInfo
    name: str
    problem: ScanError | None = None


def is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in ZIP_STARTS


class Unpacking:
    """An open ZIP file; ``entries`` in the natural order of their names. A context manager.

    Raises ``ScanError`` when the file as a whole cannot be used.
    """

    def __init__(self, path: Path):
        check_directory(path)
        try:
            self.zip = zipfile.ZipFile(path)
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            struct.error,
            NotImplementedError,
        ) as error:
            raise ScanError("zip_damaged") from error
        self.left = max(FREE_GROWTH, path.stat().st_size * MOST_GROWTH)
        self.entries = listed(self.zip.infolist())

    def __enter__(self) -> "Unpacking":
        return self

    def __exit__(self, *_exception) -> None:
        self.zip.close()

    def unpack(self, entry: Entry, target: Path, *, most: int) -> None:
        """Write one entry, of at most ``most`` bytes, to ``target``; raises for this one alone."""
        if entry.problem:
            raise entry.problem
        try:
            with self.zip.open(entry.info) as source, target.open("wb") as copy:
                self.pour(source, copy, most)
        except (zipfile.BadZipFile, zlib.error, EOFError, struct.error) as error:
            raise ScanError("entry_damaged") from error
        except (RuntimeError, NotImplementedError) as error:
            raise ScanError("entry_packed") from error

    def pour(self, source, copy, most: int) -> None:
        written = 0
        while chunk := source.read(CHUNK):
            if not written and chunk.startswith(ZIP_STARTS):
                raise ScanError("entry_nested")
            written, self.left = written + len(chunk), self.left - len(chunk)
            if self.left < 0:
                raise ScanError("zip_bomb")
            if written > most:
                raise PictureError("too_many_bytes", {"limit": most // 1_000_000})
            copy.write(chunk)


def check_directory(path: Path) -> None:
    """Refuse a directory that is too large to be read at all."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - ENDING.size - 65_535))
        tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + ENDING.size:
        raise ScanError("zip_damaged")
    count, size = ENDING.unpack_from(tail, place)[4:6]
    wide = tail.rfind(b"PK\x06\x06", 0, place)
    if wide >= 0 and len(tail) >= wide + 56:
        count, size = struct.unpack_from("<2Q", tail, wide + 32)  # APPNOTE 4.3.14, ZIP64
    if count > MOST_LISTED or size > LARGEST_DIRECTORY:
        raise ScanError("zip_entries", {"limit": MOST_ENTRIES})


def listed(infos: Iterable[zipfile.ZipInfo]) -> list[Entry]:
    """The entries that are meant, each judged by what its header says."""
    found, names = [], set()
    for info in infos:
        name = decoded(info)
        if info.is_dir() or LITTER.search(name):
            continue
        found.append(Entry(info, shown(name), refusal(info, name, name in names)))
        names.add(name)
    if not found:
        raise ScanError("zip_empty")
    if len(found) > MOST_ENTRIES:
        raise ScanError("zip_entries", {"limit": MOST_ENTRIES})
    return sorted(found, key=lambda entry: natural(entry.name))


def refusal(info: zipfile.ZipInfo, name: str, is_repeated: bool) -> ScanError | None:
    """Why an entry is not even opened."""
    mode = info.external_attr >> 16
    if leads_outside(name):
        return ScanError("entry_name")
    if is_repeated:
        return ScanError("entry_twice")
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return ScanError("entry_link")
    if info.flag_bits & 0x1:
        return ScanError("entry_locked")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return ScanError("entry_packed")
    return None


def leads_outside(name: str) -> bool:
    plain = name.replace("\\", "/")
    drive = len(plain) > 1 and plain[1] == ":"
    return drive or plain.startswith("/") or ".." in PurePosixPath(plain).parts or "\0" in plain


def decoded(info: zipfile.ZipInfo) -> str:
    """The name in letters. Without the UTF-8 mark it is in the code page of the sender's system."""
    if info.flag_bits & 0x800:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437", "replace")
    for encoding in ("ascii", "utf-8", "cp866", "cp932"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp866" or is_cyrillic(name):
            return name
    return info.orig_filename


def is_cyrillic(name: str) -> bool:
    """Whether all foreign letters are Cyrillic and stand in words of their own: every sequence of
    bytes is something in code page 866, but Japanese read in it is a mixture."""
    foreign = [sign for sign in name if ord(sign) > 127]
    return all(CYRILLIC.match(sign) for sign in foreign) and not MIXED.search(name)


def shown(name: str) -> str:
    """A name as it may stand on a page: no control or direction marks, of bounded length."""
    plain = "".join("\N{REPLACEMENT CHARACTER}" if hidden(sign) else sign for sign in name)
    return plain if len(plain) <= LONGEST_NAME else f"…{plain[1 - LONGEST_NAME :]}"


def hidden(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def natural(name: str) -> list:
    """A key that sorts page 9 before page 10, folder by folder."""
    parts = re.split(r"(\d+)", unicodedata.normalize("NFKC", name).casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]
