"""The curators' admin of exhibitions."""

from django.contrib import admin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from exhibits.admin.essays import DatasetAdmin, EssayAdmin, PageAdmin
from exhibits.admin.exhibitions import ExhibitionAdmin
from exhibits.admin.panels import PanelAdmin
from exhibits.admin.people import PersonAdmin
from exhibits.admin.sections import SectionAdmin

__all__ = [
    "DatasetAdmin",
    "EssayAdmin",
    "ExhibitionAdmin",
    "PageAdmin",
    "PanelAdmin",
    "PersonAdmin",
    "SectionAdmin",
]

# They would show everybody's secrets; people set up their own, and administrators may only reset.
admin.site.unregister([TOTPDevice, StaticDevice])
