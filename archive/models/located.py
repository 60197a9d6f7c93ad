"""A point on the earth as two columns: both or neither."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.mapping.degrees import DIGITS

COORDINATES = ("latitude", "longitude")
MOST = {"latitude": 90, "longitude": 180}


def degrees(name: str, title: str, example: str) -> models.FloatField:
    most = MOST[name]
    return models.FloatField(
        title,
        null=True,
        blank=True,
        validators=[MinValueValidator(-most), MaxValueValidator(most)],
        help_text=example,
    )


class Located(models.Model):
    """An object with an optional place on the earth, in decimal degrees (WGS 84)."""

    latitude = degrees(
        "latitude", _("latitude"), _("In degrees, north is positive, for example 47.9185.")
    )
    longitude = degrees(
        "longitude", _("longitude"), _("In degrees, east is positive, for example 106.9176.")
    )

    class Meta:
        abstract = True

    @property
    def is_located(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    def clean(self) -> None:
        super().clean()
        lacking = [name for name in COORDINATES if getattr(self, name) is None]
        if len(lacking) == 1:
            raise ValidationError({lacking[0]: _("A latitude and a longitude belong together.")})
        for name in set(COORDINATES) - {*lacking}:
            setattr(self, name, round(getattr(self, name), DIGITS))


def located_constraints(prefix: str) -> list[models.CheckConstraint]:
    """Both or neither, and somewhere on the earth."""
    neither = Q(latitude=None, longitude=None)
    both = Q(latitude__isnull=False, longitude__isnull=False)
    there = {f"{name}__range": (-most, most) for name, most in MOST.items()}
    return [
        models.CheckConstraint(
            condition=neither | both & Q(**there),
            name=f"{prefix}_located",
            violation_error_message=_(
                "A latitude and a longitude belong together: −90 to 90 and −180 to 180 degrees."
            ),
        )
    ]
