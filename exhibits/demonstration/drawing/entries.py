"""What is to be drawn: the pictures that items.yaml names, as plain values.

The English alternative text is the brief: what it promises (a carbon copy, a violet stamp, empty
signature lines) the drawing asks for with `Entry.says`, so that the two cannot drift apart.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

DATELINE = re.compile(r"\d{4}|年.*月|^Дугаар \d|\bхот$|^(Осака|Токио|Улаанбаатар)$")
NUMBERED = re.compile(r"^(\d+|[IVX]+)(?:[.)．]\s*|\u3000)")
SIGNER = re.compile(r"^(Элчин сайд|Ambassador|特命全権大使|大使)")


@dataclass(frozen=True)
class Entry:
    """One page to draw. `brief` is the English alternative text with the item's id, lower case."""

    file: str
    kind: str
    title: str = ""
    body: tuple[str, ...] = ()
    code: str = ""
    seal: bool = False
    landscape: bool = False
    vertical: bool = False
    year: int | None = None
    page: int = 1
    pages: int = 1
    brief: str = ""

    @property
    def language(self) -> str:
        """The language of the lines themselves, told by their letters: "en", "ja" or "mn"."""
        return language_of(" ".join((self.title, *self.body)))

    @property
    def rng(self) -> Random:
        """A source of chance that is the same whenever this page is drawn."""
        return Random(f"tsuzuri:{self.file}")

    @property
    def last(self) -> bool:
        return self.page == self.pages

    def says(self, *words: str) -> bool:
        """Tell whether the brief has one of `words`."""
        return any(word in self.brief for word in words)

    def datelines(self) -> list[str]:
        """The short lines that say when, where and under which number."""
        return [
            line
            for line in self.body
            if DATELINE.search(line) and len(line) < 36 and " — " not in line
        ]

    def signers(self) -> list[str]:
        return [line for line in self.body if SIGNER.match(line)]

    def matter(self) -> list[str]:
        """The lines that are neither date nor signer."""
        apart = {*self.datelines(), *self.signers()}
        return [line for line in self.body if line not in apart]


def language_of(text: str) -> str:
    """Return "mn" for mostly Cyrillic, "ja" for kana or kanji, else "en"."""
    cyrillic = len(re.findall(r"[\u0400-\u04ff]", text))
    japanese = len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", text))
    latin = len(re.findall(r"[A-Za-z]", text))
    if japanese and japanese * 2 > cyrillic:
        return "ja"
    return "mn" if cyrillic > latin else "en"


def read_entries(path: Path) -> list[Entry]:
    """Read every picture of an items.yaml; raises yaml.YAMLError or KeyError when it is broken."""
    items = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [entry for item in items for entry in _entries_of(item)]


def _entries_of(item: Mapping[str, Any]) -> Iterator[Entry]:
    pictures = item.get("pictures") or []
    for number, picture in enumerate(pictures, start=1):
        lines = picture.get("lines") or {}
        yield Entry(
            file=picture["file"],
            kind=picture["kind"],
            title=str(lines.get("title") or ""),
            body=tuple(str(line) for line in lines.get("body") or ()),
            code=str(lines.get("code") or ""),
            seal=bool(lines.get("seal")),
            landscape=lines.get("orientation") == "landscape",
            vertical=lines.get("direction") == "vertical",
            year=_year(item.get("date")),
            page=number,
            pages=len(pictures),
            brief=_brief(item, picture),
        )


def _year(date: object) -> int | None:
    """Return the latest year in an EDTF date: a table to 2022 was not written in 1984."""
    years = re.findall(r"\d{4}", str(date or ""))
    return int(years[-1]) if years else None


def _brief(item: Mapping[str, Any], picture: Mapping[str, Any]) -> str:
    return f"{(picture.get('alt') or {}).get('en', '')} {item.get('id', '')}".lower()
