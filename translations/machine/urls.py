from django.urls import path

from translations.machine import views

urlpatterns = [path("draft/", views.draft, name="machine")]
