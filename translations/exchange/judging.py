"""What becomes of each text of a file. Nothing is written here.

The order of the questions is the order of the rules: may this person, is there such a text, is it
empty or the same, does the field take it, was it made from the present source and over the present
translation. What fails the last two is not lost: it is proposed beside what is there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from translations.exchange import codes
from translations.exchange.keys import Key, parsed
from translations.exchange.report import Report, Sample
from translations.exchange.rows import Entry, same
from translations.models import Proposal, TranslationUnit
from translations.texts import exact, language_name
from translations.units.actions import cleaned
from translations.units.rights import ANYWHERE, may_see, may_translate
from translations.units.wording import fingerprint

AT_ONCE = 200
CUT_OFF = 30_000  # a shorter text has not been cut off by a spreadsheet
WRITTEN, OLDER, CHANGED = "written", "older", "changed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done with a text: write it, or propose it beside the present one."""

    what: str
    unit: TranslationUnit
    text: str
    entry: Entry

    @property
    def made_from(self) -> str:
        return self.entry.source_hash or fingerprint(self.entry.source)


class Judge:
    """Goes through the entries of one file; ``actor`` None is the operator at the command line."""

    def __init__(self, report: Report, actor: AbstractBaseUser | None):
        self.report, self.actor = report, actor
        self.seen: set[tuple[str, str]] = set()
        self.refused: set[str] = set()

    def verdicts(self, entries: Iterable[Entry], *, lock: bool = False) -> Iterator[Verdict]:
        """What changes; everything else is counted or told in the report."""
        entries = iter(entries)
        while some := list(islice(entries, AT_ONCE)):
            known = [(entry, key) for entry in some if (key := self.admitted(entry))]
            units, objects = found_units(known, lock=lock)
            for entry, key in known:
                unit = units.get((key, entry.language))
                if unit is None or not self.may_reach(unit):
                    self.blame(entry, _("There is no such text on the site (any more)."))
                elif verdict := self.judged(entry, key, unit, objects[key.model]):
                    yield verdict

    def admitted(self, entry: Entry) -> Key | None:
        """The key of an entry that may be looked at."""
        self.report.rows += 1
        key = parsed(entry.key)
        if not (key or entry.key or entry.faults):
            self.blame(entry, _("This text has no key, so its place cannot be found."))
        for words in entry.faults:
            self.blame(entry, words)
        if not entry.key or entry.faults:
            return None
        if key is None or (self.actor and not may_see(self.actor, key.model)):
            self.blame(entry, _("There is no such text on the site (any more)."))
        elif not entry.language:
            self.blame(entry, _("This text does not say in which language of this site it is."))
        elif self.may_write(entry) and self.is_first(entry, key):
            return key
        return None

    def may_write(self, entry: Entry) -> bool:
        """Told once for a language, not for every text."""
        allowed = self.actor is None or may_translate(self.actor, entry.language, ANYWHERE)
        if not allowed and entry.language not in self.refused:
            self.refused.add(entry.language)
            words = _("You may not translate into this language: %(language)s.")
            self.blame(entry, words % {"language": language_name(entry.language)})
        if allowed and entry.language not in self.report.languages:
            self.report.languages.append(entry.language)
        return allowed

    def may_reach(self, unit: TranslationUnit) -> bool:
        """Not a text of an exhibition in which this person does not translate."""
        return self.actor is None or may_translate(self.actor, unit.language, unit)

    def is_first(self, entry: Entry, key: Key) -> bool:
        place = (str(key), entry.language)
        if place in self.seen:
            self.blame(entry, _("This key occurs twice in the file."))
            return False
        self.seen.add(place)
        return True

    def judged(self, entry: Entry, key: Key, unit: TranslationUnit, objects) -> Verdict | None:
        obj = objects.get(unit.object_id)
        self.tell_of_other_cells(entry, unit, obj)
        if not entry.target.strip():
            self.report.empty += 1
            return None
        if same(entry.target, exact(obj, unit.field, unit.language)):
            self.report.unchanged += 1
            return None
        if unit.is_source:
            words = _("This language is the source of the text now; it is changed on its form.")
            return self.blame(entry, words)
        text = self.checked(entry, key, unit, obj)
        if text is None:
            return None
        if text == unit.text:
            self.report.unchanged += 1
            return None
        return self.weighed(Verdict(self.fate(entry, unit), unit, text, entry))

    def checked(self, entry: Entry, key: Key, unit: TranslationUnit, obj) -> str | None:
        """The text as the field would hold it, or None after telling what is wrong."""
        before = len(self.report.faults)
        if is_cut_off(entry, unit):
            self.blame(entry, _("A spreadsheet has cut off the end of this text."))
        if key.is_rich and entry.pieces is not None:
            self.check_codes(entry, unit)
        try:
            text = cleaned(obj, unit.column, entry.target)
        except ValidationError as error:
            self.blame(entry, " ".join(error.messages))
            return None
        if not text:
            self.blame(entry, _("Nothing of this text can be kept."))
        if len(self.report.faults) > before:
            return None
        if key.is_rich and (gone := codes.dropped(entry.target, text)):
            words = _("What the editor does not allow is left out: %(marks)s.")
            self.remark(entry, words % {"marks": ", ".join(gone[:10])})
        return text

    def check_codes(self, entry: Entry, unit: TranslationUnit) -> None:
        lost = codes.lost(entry.target, entry.source, unit.text)
        if lost:
            names = ", ".join(f"{name} × {count}" for name, count in sorted(lost.items()))
            words = _("Placeholders of the source are missing: %(names)s.")
            self.blame(entry, words % {"names": names})

    def fate(self, entry: Entry, unit: TranslationUnit) -> str:
        made_from = entry.source_hash or fingerprint(entry.source)
        if made_from != unit.source_now:
            return OLDER
        if entry.version != unit.version and (entry.version is not None or unit.text):
            return CHANGED
        return WRITTEN

    def weighed(self, verdict: Verdict) -> Verdict | None:
        """Count it, show the first ones, and pass over what has been proposed before."""
        unit, entry = verdict.unit, verdict.entry
        if verdict.what == WRITTEN:
            self.report.written += 1
        elif is_proposed(unit, verdict.text):
            self.report.proposed_before += 1
            return None
        elif verdict.what == OLDER:
            self.report.proposed_older += 1
            words = _("Made from an older source; it is kept as a proposal beside the text.")
            self.remark(entry, words)
        else:
            self.report.proposed_changed += 1
            words = _("Changed on the site since the export; it is kept as a proposal.")
            self.remark(entry, words)
        kind = "written" if verdict.what == WRITTEN else "proposed"
        texts = (unit.text, verdict.text)
        self.report.show(Sample(entry.line, entry.key, unit.language, kind, *texts))
        return verdict

    def tell_of_other_cells(self, entry: Entry, unit: TranslationUnit, obj) -> None:
        """What was changed where a translator may change nothing is named and not read."""
        changed = []
        if entry.source and entry.source_hash and fingerprint(entry.source) != entry.source_hash:
            changed.append(unit.source_language)
        for code, text in entry.others.items():
            if code != unit.source_language and not same(text, exact(obj, unit.field, code)):
                changed.append(code)
        if changed:
            words = _(
                "These texts differ from the site’s and are not read, because the file brings "
                "%(language)s alone: %(names)s."
            )
            values = {"language": language_name(unit.language)}
            values["names"] = ", ".join(language_name(code) for code in changed)
            self.remark(entry, words % values)

    def blame(self, entry: Entry, words: str) -> None:
        self.report.blame(entry.line, entry.key, words)

    def remark(self, entry: Entry, words: str) -> None:
        self.report.remark(entry.line, entry.key, words)


def is_cut_off(entry: Entry, unit: TranslationUnit) -> bool:
    text = entry.target.strip()
    return CUT_OFF < len(text) < len(unit.text) and unit.text.startswith(text)


def is_proposed(unit: TranslationUnit, text: str) -> bool:
    return Proposal.objects.filter(unit=unit, text=text).exists()


def found_units(known: list[tuple[Entry, Key]], *, lock: bool) -> tuple[dict, dict]:
    """Units by key and language, and the objects by model and number."""
    units: dict = {}
    objects: dict = {}
    languages = {entry.language for entry, _key in known}
    for model in {key.model for _entry, key in known}:
        keys = {key.pk for _entry, key in known if key.model is model}
        objects[model] = model._base_manager.in_bulk(keys)
        kind = ContentType.objects.get_for_model(model)
        rows = TranslationUnit.objects.filter(
            content_type=kind, object_id__in=keys, language__in=languages
        )
        for unit in rows.select_for_update() if lock else rows:
            if unit.object_id in objects[model]:
                units[Key(model, unit.object_id, unit.field), unit.language] = unit
    return units, objects
