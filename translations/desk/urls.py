"""Addresses below /translate/desk/. Those of units, which stand first, have no model in them."""

from django.urls import path

from translations.desk import history, views
from translations.desk import source_language as sources

urlpatterns = [
    path("people/", views.people, name="people"),
    path("units/<int:pk>/draft/", views.draft, name="draft"),
    path("units/<int:pk>/comment/", views.comment, name="comment"),
    path("units/<int:pk>/history/", history.history, name="history"),
    path("<str:model>/<int:pk>/source-language/", sources.change, name="source-language"),
    path("<str:model>/<int:pk>/here/", views.here, name="here"),
    path("<str:model>/<int:pk>/<str:language>/", views.desk, name="desk"),
]
