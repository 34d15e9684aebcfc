"""Addresses of the catalogue."""

from django.urls import path

from catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.programme_list, name="programme_list"),
    path("woordenlijst/", views.glossary, name="glossary"),
    path("<slug:slug>/", views.programme_page, name="programme_page"),
]
