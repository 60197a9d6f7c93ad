"""Addresses of previews: behind the key they are those of the public pages."""

from django.urls import path, register_converter

from exhibits.previews import views
from exhibits.previews.addresses import WORKING_COPY
from translations.texts import LANGUAGES


class Language:
    regex = "|".join(LANGUAGES)
    to_python = to_url = staticmethod(str)


register_converter(Language, "language")

app_name = "preview"
FRONT = "<str:key>/<language:page_language>/exhibitions/<slug:slug>/"
urlpatterns = [
    path(f"{WORKING_COPY}/edit/<uuid:uuid>/", views.edit, name="edit"),
    path("<str:key>/", views.start, name="start"),
    path("<str:key>/<language:page_language>/", views.entrance, name="entrance"),
    path(FRONT, views.page, name="exhibition"),
    path(f"{FRONT}essays/<slug:essay>/", views.page, name="essay"),
    path(f"{FRONT}<slug:section>/", views.page, name="section"),
]
