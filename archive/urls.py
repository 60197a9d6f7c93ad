"""Addresses of the archive, inside the language prefix."""

from django.urls import path

from archive import views

app_name = "archive"
urlpatterns = [
    path("archive/", views.browse, name="browse"),
    path("archive/items/<int:pk>/", views.item, name="item"),
]
