"""Addresses of the local mailbox."""

from django.urls import path

from mailing import views

app_name = "mailing"
urlpatterns = [
    path("postvak/", views.mail_list, name="mailbox"),
    path("postvak/<uuid:public_id>/", views.mail_detail, name="mail_detail"),
    path("postvak/<uuid:public_id>/opmaak/", views.mail_html, name="mail_html"),
]
