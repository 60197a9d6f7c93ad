"""Addresses of exhibitions, inside the language prefix."""

from django.urls import path

from exhibits import views

app_name = "exhibits"
urlpatterns = [
    path("", views.home, name="home"),
    path("exhibitions/<slug:slug>/", views.exhibition, name="exhibition"),
    path("exhibitions/<slug:slug>/editions/", views.editions, name="editions"),
    path("exhibitions/<slug:slug>/editions/<int:number>/", views.edition, name="edition"),
    path(
        "exhibitions/<slug:slug>/editions/<int:number>/essays/<slug:essay>/",
        views.edition,
        name="edition-essay",
    ),
    path(
        "exhibitions/<slug:slug>/editions/<int:number>/<slug:section>/",
        views.edition,
        name="edition-section",
    ),
    path("exhibitions/<slug:slug>/essays/<slug:essay>/", views.essay, name="essay"),
    path("exhibitions/<slug:slug>/<slug:section>/", views.section, name="section"),
    path("feed/", views.feed, name="feed"),
    path("pages/<slug:slug>/", views.page, name="page"),
]
