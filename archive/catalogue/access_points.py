"""Names that a file gives in words: those with exactly that form are taken, others are proposed.

Nothing is merged: a form that several names share is not decided upon, but proposed as new.
"""

import hashlib
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from archive.catalogue.items import Items
from archive.catalogue.kinds import AT_ONCE, found_by_id
from archive.catalogue.report import Report
from archive.models import Name, NameForm
from translations.texts import LANGUAGES, column


@dataclass
class AccessPoints:
    """The names of a file: id → kind, and form per language of those that are not known yet."""

    proposed: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def id_of(self, kind: str, forms: dict[str, str], identifier: str = "") -> str:
        """The id for a row's cell of a name that is written in these forms (language → form)."""
        key = (kind, identifier or next(iter(forms.values())))
        if key not in self.found:
            self.found[key] = self.looked_up(kind, forms, identifier)
        if self.found[key] in self.proposed:
            known = self.proposed[self.found[key]][1]
            known |= {language: form for language, form in forms.items() if language not in known}
        return self.found[key]

    def looked_up(self, kind: str, forms: dict[str, str], identifier: str) -> str:
        """The id of a name that is there; else one that is proposed from now on."""
        made = proposed_id(kind, next(iter(forms.values())), identifier)
        if made in found_by_id(Name, [made]):
            return made
        if not identifier and (there := existing(kind, list(forms.values()))):
            return there
        self.proposed.setdefault(made, (kind, {}))
        return made


def proposed_id(kind: str, form: str, identifier: str) -> str:
    """The identifier of a new name: that of the sender, else made of kind and form."""
    if identifier:
        return identifier
    plain = f"{kind}:{form}"
    return plain if len(plain) <= 200 else f"{kind}:{hashlib.sha256(form.encode()).hexdigest()}"


def existing(kind: str, forms: list[str]) -> str:
    """The id of the one name of this kind that has one of the forms exactly; or nothing."""
    kinds = Name.AGENTS if kind in Name.AGENTS else (kind,)
    written = Q(pk__in=NameForm.objects.filter(form__in=forms).values("name"))
    for code in LANGUAGES:
        written |= Q(**{f"{column('name', code)}__in": forms})
    names = Name.objects.filter(written, merged_into=None, kind__in=kinds)[:2]
    return exported(names[0]) if len(names) == 1 else ""


def exported(name: Name) -> str:
    return name.source_id or str(name.uuid)


class ItemsWithNames(Items):
    """Archival items together with the new names that their rows speak of."""

    def __init__(self, points: AccessPoints):
        super().__init__()
        self.points = points

    def start_again(self) -> None:
        self.__init__(self.points)

    def survey(self, rows, report: Report) -> None:
        self.know_proposed()
        super().survey(rows, report)

    def know_proposed(self) -> None:
        """Let rows name what will be there; negative keys stand for what is not there yet."""
        for number, (key, (kind, _forms)) in enumerate(self.points.proposed.items(), 1):
            self.links.proposed.setdefault(key, (-number, kind))

    def end_survey(self, report: Report) -> None:
        super().end_survey(report)
        report.new_names = len(self.points.proposed)
        for kind, forms in list(self.points.proposed.values())[:AT_ONCE]:
            words = _("New name (%(kind)s): %(form)s")
            names = {"kind": Name.Kind(kind).label, "form": " / ".join(forms.values())[:300]}
            report.note(words % names)

    def reserve(self) -> None:
        """Write the new names first."""
        super().reserve()
        for key, (kind, forms) in self.points.proposed.items():
            language = next(iter(forms))
            name = Name(source_id=key, kind=kind, source_language=language)
            for code, form in forms.items():
                setattr(name, column("name", code), form[:300])
            name.save()
            self.links.proposed[key] = (name.pk, kind)
