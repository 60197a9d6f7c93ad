"""Terms that curators settle; names of the archive come to the glossary by themselves."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Term(models.Model):
    """A thing that is called by settled words in every language."""

    note = models.TextField(_("note"), blank=True, help_text=_("What translators should know."))
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["id"]

    def __str__(self) -> str:
        forms = [form.text for form in self.forms.all() if form.kind == TermForm.Kind.PREFERRED]
        return " · ".join(forms) or f"#{self.pk}"


class TermForm(models.Model):
    """A word for a term in a language: the settled one, one that is allowed, one to avoid."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", pgettext_lazy("kind of word", "settled")
        ALLOWED = "allowed", pgettext_lazy("kind of word", "allowed")
        FORBIDDEN = "forbidden", pgettext_lazy("kind of word", "to avoid")

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="forms")
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    text = models.CharField(_("word"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PREFERRED)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        ordering = ["term", "language", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language", "text"],
                name="word_once_per_term",
                violation_error_message=_("This term has this word already."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.mark_term()

    def delete(self, *args, **kwargs):
        done = super().delete(*args, **kwargs)
        self.mark_term()
        return done

    def mark_term(self) -> None:
        """A changed word is a changed term: who keeps terms in memory looks at those alone."""
        Term.objects.filter(pk=self.term_id).update(changed_at=timezone.now())
