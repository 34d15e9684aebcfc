"""Addresses of partners and invitations."""

from django.urls import path

from accounts.views import invitations, partners

app_name = "accounts"
urlpatterns = [
    path("partners/", partners.partner_start, name="partner_start"),
    path("partners/bureau/", partners.partner_desk, name="partner_desk"),
    path("uitnodigen/", invitations.invite, name="invite"),
    path("uitnodiging/<str:token>/", invitations.invitation, name="invitation"),
    path("uitnodiging/<str:token>/nieuwe-link/", invitations.invitation_renew, name="invitation_renew"),
]
