"""One field in one language as the desk shows it: the texts, and what is known of them."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from translations.desk.fields import FieldKind
from translations.forms import digest
from translations.models import Comment, PersonalDraft, Proposal, State, TranslationUnit
from translations.richtext import plain_text
from translations.texts import Text
from translations.units.difference import Piece, difference
from translations.units.wording import fingerprint, word_count


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as it is shown: plain, or sanitised markup."""

    text: Text
    is_rich: bool

    @property
    def html(self) -> str:
        return self.text.value

    @property
    def words(self) -> int:
        return word_count(self.text.value)

    @property
    def has_words(self) -> bool:
        """Japanese is counted by characters alone."""
        return self.text.language != "ja"

    @property
    def characters(self) -> int:
        return len(plain_text(self.text.value) if self.is_rich else self.text.value)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a text that was sent could not be kept as it is."""

    kind: str  # conflict, stale or fault
    words: str
    theirs: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    proposal: Proposal
    changes: list[Piece]


@dataclass(slots=True)
class Pane:
    """A field in one language, with its source."""

    kind: FieldKind
    unit: TranslationUnit | None
    source: Wording
    present: Wording
    third: Wording | None = None
    text: str = ""  # what stands in the field
    source_seen: str = ""  # where it is a translation of an older source than is shown
    draft: PersonalDraft | None = None
    draft_is_shown: bool = False
    trouble: Trouble | None = None
    comments: list[Comment] = field(default_factory=list)
    proposals: list[Proposed] = field(default_factory=list)
    may_write: bool = False
    may_review: bool = False
    second_must_approve: bool = False  # this person has written it and two must look at it

    @property
    def name(self) -> str:
        return f"text-{self.unit.pk}"

    @property
    def state(self) -> str:
        return State(self.unit.state).label

    @property
    def maker(self) -> str:
        """Who or what has made the text."""
        if self.unit.made_by:
            return _("written by %(person)s") % {"person": self.unit.made_by}
        return str(self.unit.get_made_how_display()) if self.unit.state else ""

    @property
    def is_outdated(self) -> bool:
        return self.unit is not None and self.unit.is_outdated

    @property
    def source_changes(self) -> list[Piece]:
        """From the source that the translation was made from to the source now."""
        now = self.source.text.value
        return difference(self.unit.source_text, now, rich=self.kind.is_rich)

    @property
    def conflict_changes(self) -> list[Piece]:
        """From the other person's text to one's own."""
        return difference(self.trouble.theirs, self.text, rich=self.kind.is_rich)

    @property
    def seen(self) -> str:
        """The wording of the source of which the field's text is a translation."""
        return self.source_seen or self.source.text.value

    @property
    def draft_is_older(self) -> bool:
        return self.draft.version != self.unit.version

    @property
    def draft_source_changes(self) -> list[Piece]:
        """What has changed in the source since the draft was begun; nothing where nothing has."""
        former, now = self.draft.source_text, self.source.text.value
        if not former or fingerprint(former) == fingerprint(now):
            return []
        return difference(former, now, rich=self.kind.is_rich)

    @property
    def draft_changes(self) -> list[Piece]:
        return difference(self.present.text.value, self.draft.text, rich=self.kind.is_rich)

    @property
    def loaded(self) -> str:
        """By this the sender knows whether the text was touched."""
        return digest(self.unit.text)

    @property
    def may_submit(self) -> bool:
        return self.may_write and self.unit.state == State.DRAFT and not self.is_outdated

    @property
    def may_approve(self) -> bool:
        waits = self.unit.state in (State.DRAFT, State.IN_REVIEW)
        return self.may_review and waits and not self.is_outdated and not self.second_must_approve

    @property
    def waits_for_another(self) -> bool:
        return self.second_must_approve and self.unit.state == State.IN_REVIEW

    @property
    def may_send_back(self) -> bool:
        return self.may_review and self.unit.state in (State.IN_REVIEW, State.APPROVED)

    @property
    def may_keep(self) -> bool:
        return self.is_outdated and (self.may_write or self.may_review)

    @property
    def open_comments(self) -> int:
        return sum(comment.resolved_at is None for comment in self.comments)

    @property
    def widget(self) -> SafeString:
        return self.kind.widget(self.unit.language).render(self.name, self.text, self.attributes)

    @property
    def attributes(self) -> dict[str, str]:
        described = [
            f"about-{self.unit.pk}",
            *([f"trouble-{self.unit.pk}"] if self.trouble else []),
        ]
        found = {"id": self.name, "aria-describedby": " ".join(described)}
        return found | ({"aria-invalid": "true"} if self.trouble else {})
