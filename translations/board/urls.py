from django.urls import path

from translations.board import views

urlpatterns = [
    path("", views.board, name="board"),
    path("list/", views.everything, name="list"),
    path("in/<str:scope>/", views.scope, name="scope"),
    path("assign/", views.assign, name="assign"),
    path("approve/", views.approve, name="approve"),
]
