from django.urls import path

from translations.digest import views

urlpatterns = [
    path("", views.wishes, name="digest"),
    path("stop/<str:token>/", views.stop_page, name="digest-stop"),
]
