"""Addresses of the agenda."""

from django.urls import path

from campaigns.views import agenda, kiosk

app_name = "campaigns"
urlpatterns = [
    path("", agenda.agenda, name="agenda"),
    path("agenda.ics", agenda.agenda_calendar, name="agenda_calendar"),
    path("inschrijving/<str:code>/", agenda.registration, name="registration"),
    path("inschrijving/<str:code>/uitschrijven/", agenda.registration_cancel, name="registration_cancel"),
    path("kiosk/", kiosk.kiosk_home, name="kiosk_home"),
    path("kiosk/nog-bezig/", kiosk.kiosk_alive, name="kiosk_alive"),
    path("kiosk/stop/", kiosk.kiosk_stop, name="kiosk_stop"),
    path("kiosk/start/<str:token>/", kiosk.kiosk_open, name="kiosk_open"),
    path("<slug:slug>/", agenda.agenda_item, name="agenda_item"),
    path("<slug:slug>.ics", agenda.agenda_item_calendar, name="agenda_item_calendar"),
]
