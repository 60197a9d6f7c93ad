"""Tiles read from the ZIP that ``archive.pictures.tile`` wrote, without unpacking it.

Django's default storage keeps the ZIP. Where that is a disk, the list of members is read once and
kept, and a tile is one read at its place; elsewhere the storage is asked for the file each time.
ZIPs are named by what is in them, so that a list once read stays true; size and time are compared
all the same.
"""

from __future__ import annotations

import logging
import os
import struct
import zipfile
from functools import lru_cache
from typing import IO, NamedTuple

from django.core.files.storage import default_storage

log = logging.getLogger(__name__)

# Lists kept at a time: 400 megapixels have 2,100 tiles, whose list takes half a megabyte.
MOST_LISTS = 64
LOCAL_HEADER = struct.Struct("<4s22xHH")  # APPNOTE.TXT 4.3.7: signature, lengths of name and extra
ENCRYPTED = 1
TILE_SIZE = 512  # pixels of a side; as the picture worker makes them


class Member(NamedTuple):
    """Where a tile stands in its ZIP, in bytes."""

    header: int
    size: int


class State(NamedTuple):
    """What tells one state of a file from another."""

    inode: int
    size: int
    changed: int


def read_tile(storage_name: str, member: str) -> bytes | None:
    """The bytes of one member (``full/90,/0/default.jpg``), or None when there is no such tile.

    May be called from many threads. A ZIP that is missing or damaged has no tiles.
    """
    if not storage_name:
        return None
    try:
        return _from_disk(default_storage.path(storage_name), member)
    except NotImplementedError:  # how a storage says that its files are on no disk of ours
        return _from_storage(storage_name, member)
    except FileNotFoundError:
        return None
    except (zipfile.BadZipFile, struct.error) as error:
        log.warning("%s cannot be read: %s", storage_name, error)
        return None


def _from_disk(path: str, member: str) -> bytes | None:
    """Of a file descriptor of its own, so that no two readers share a position."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        found = os.fstat(descriptor)
        state = State(found.st_ino, found.st_size, found.st_mtime_ns)
        place = _members(path, state).get(member)
        return _bytes_at(descriptor, place) if place else None
    finally:
        os.close(descriptor)


def _bytes_at(descriptor: int, place: Member) -> bytes:
    head = os.pread(descriptor, LOCAL_HEADER.size, place.header)
    signature, name_length, extra_length = LOCAL_HEADER.unpack(head)
    start = place.header + LOCAL_HEADER.size + name_length + extra_length
    found = os.pread(descriptor, place.size, start)
    if signature != zipfile.stringFileHeader or len(found) != place.size:
        raise zipfile.BadZipFile("a tile is not where the list says")
    return found


@lru_cache(maxsize=MOST_LISTS)
def _members(path: str, state: State) -> dict[str, Member]:
    """The tiles of a ZIP by name; compressed or encrypted members are none."""
    with zipfile.ZipFile(path) as archive:
        return {one.filename: Member(one.header_offset, one.file_size)
                for one in archive.infolist() if _is_stored(one)}  # fmt: skip


def _is_stored(one: zipfile.ZipInfo) -> bool:
    plain = one.compress_type == zipfile.ZIP_STORED and one.compress_size == one.file_size
    return plain and not one.flag_bits & ENCRYPTED


def _from_storage(storage_name: str, member: str) -> bytes | None:
    try:
        with default_storage.open(storage_name) as file:
            return _from_zip(file, member)
    except (FileNotFoundError, zipfile.BadZipFile) as error:
        log.warning("%s cannot be read: %s", storage_name, error)
        return None


def _from_zip(file: IO[bytes], member: str) -> bytes | None:
    with zipfile.ZipFile(file) as archive:
        one = archive.NameToInfo.get(member)
        return archive.read(one) if one and _is_stored(one) else None
