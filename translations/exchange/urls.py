from django.urls import path

from translations.exchange import views

urlpatterns = [
    path("", views.index, name="exchange_index"),
    path("report/<path:token>/", views.report, name="exchange_report"),
    path("<slug:scope>/", views.export, name="exchange"),
]
