"""Addresses of the archive, inside the language prefix."""

from django.urls import path

from archive import views
from archive.names import views as authority_views

app_name = "archive"
urlpatterns = [
    path("archive/", views.browse, name="browse"),
    path("archive/names/", authority_views.names, name="names"),
    path("archive/names/<int:pk>/", authority_views.name, name="name"),
    path("archive/repositories/<int:pk>/", authority_views.repository, name="repository"),
    path("archive/find/", views.find, name="find"),
    path("archive/items/<int:pk>/", views.item, name="item"),
    path("archive/items/<int:pk>/citation.<slug:form>", views.citation, name="citation"),
]
