"""Addresses of the catalogue."""

from django.urls import path

from catalogue.views import orientation, programmes

app_name = "catalogue"
urlpatterns = [
    path("", programmes.programme_list, name="programme_list"),
    path("woordenlijst/", programmes.glossary, name="glossary"),
    path("kiezen/", orientation.orientation_page, name="orientation"),
    path("vergelijken/", orientation.compare, name="compare"),
    path("<slug:slug>/", programmes.programme_page, name="programme_page"),
]
