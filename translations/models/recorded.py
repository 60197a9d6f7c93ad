"""What every model shares whose rows have a history.

Whatever is overwritten or deleted is kept as a ``Change``, in the transaction of the writing; see
``translations.history``. Raw SQL and ``_base_manager`` are not seen.
"""

from django.db import models, transaction

from translations.history import deleting, recording


class RecordedQuerySet(models.QuerySet):
    """Records also where many rows are written at once; ``bulk_update()`` calls ``update()``."""

    def update(self, **values):
        names = recording.columns_named(self.model, values)
        if not names:
            return super().update(**values)
        with transaction.atomic(using=self.db, savepoint=False):
            keys = list(self.order_by().values_list("pk", flat=True))
            with recording.noting_rows(self.model, keys, names):
                return super().update(**values)

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        with transaction.atomic(using=self.db, savepoint=False):
            made = super().bulk_create(objs, *args, **kwargs)
            if not kwargs.get("update_conflicts") and not kwargs.get("ignore_conflicts"):
                recording.note_made(made)
        return made

    def delete(self):
        with transaction.atomic(using=self.db, savepoint=False):
            deleting.note_deletion(list(self.order_by()))
            return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class Recorded(models.Model):
    """A row with a history, of its own or as a part of a whole."""

    history_whole = ""  # the foreign key to the whole that it is a part of
    history_also: tuple[str, ...] = ()  # columns of no form that count nevertheless

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with recording.noting(self, kwargs.get("update_fields")):
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        with transaction.atomic(savepoint=False):
            deleting.note_deletion([self])
            return super().delete(*args, **kwargs)
