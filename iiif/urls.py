"""Addresses for programs; what they are is settled (docs/reference/addresses.md)."""

from django.urls import path, re_path

from iiif import views

app_name = "iiif"
urlpatterns = [
    path("items/<int:pk>/manifest", views.manifest, name="manifest"),
    path("items/<int:pk>/pages/<int:page>/texts", views.texts, name="texts"),
    path("items/<int:pk>/search", views.search, name="search"),
    path("items/<int:pk>/autocomplete", views.autocomplete, name="autocomplete"),
    path("exhibitions/<slug:slug>/collection", views.collection, name="collection"),
    path("exhibitions/<slug:slug>/<slug:section>/collection", views.chapter, name="chapter"),
    path("providers/<int:pk>", views.provider, name="provider"),
    path("images/<slug:image_id>/info.json", views.info, name="info"),
    re_path(
        r"^images/(?P<image_id>\w+)/(?P<region>[\w,]+)/(?P<size>[\w,]+)/0/default\.jpg$",
        views.pixels,
        name="pixels",
    ),
    path("images/<slug:image_id>", views.image, name="image"),
]
