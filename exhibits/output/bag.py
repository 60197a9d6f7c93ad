"""A folder as a bag (BagIt 1.0, RFC 8493): what is in it, and checksums of all of it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
CHUNK = 1 << 20


def close_bag(folder: Path, info: dict[str, str]) -> None:
    """Writes the tag files of a folder whose payload lies in ``data/``."""
    payload = list(lines(folder, files(folder / "data")))
    size = sum(path.stat().st_size for path in files(folder / "data"))
    info = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    write(folder / "bagit.txt", DECLARATION)
    write(folder / "bag-info.txt", "".join(f"{k}: {one_line(v)}\n" for k, v in info.items() if v))
    write(folder / "manifest-sha512.txt", "".join(payload))
    tags = [path for path in sorted(folder.iterdir()) if path.is_file()]
    write(folder / "tagmanifest-sha512.txt", "".join(lines(folder, tags)))


def one_line(value: str) -> str:
    return " ".join(value.split())


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def lines(folder: Path, paths: list[Path]) -> Iterator[str]:
    """``checksum  path`` for each; what would break the line is written as RFC 8493 2.1.3 asks."""
    for path in paths:
        name = path.relative_to(folder).as_posix().replace("%", "%25")
        yield f"{sha512(path)}  {name.replace(chr(13), '%0D').replace(chr(10), '%0A')}\n"


def sha512(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
