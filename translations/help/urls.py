"""Addresses below /translate/help/."""

from django.urls import path

from translations.help import views

urlpatterns = [
    path("<int:unit_id>/", views.unit_help, name="help"),
    path("dismiss/", views.dismiss_finding, name="dismiss"),
    path("lint/<str:scope>/", views.lint, name="lint"),
]
