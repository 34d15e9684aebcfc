"""Sign-in: only the views of allauth that we use, under their own names.

No passwords, no open registration and no management of mail addresses, so those pages do not exist.
"""

from allauth.account import views
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.urls import include, path

from core.throttle import throttled

sign_in = throttled("login_code")(views.login)

urlpatterns = [
    path("", sign_in, name="account_login"),
    path("", sign_in, name="account_request_login_code"),
    path("code/", throttled("code_entry")(views.confirm_login_code), name="account_confirm_login_code"),
    path("zonder-account/", views.signup, name="account_signup"),
    path("afmelden/", views.logout, name="account_logout"),
    path("afgesloten/", views.account_inactive, name="account_inactive"),
    path("tweede-stap/", factor.index, name="mfa_index"),
    path("tweede-stap/code/", throttled("code_entry")(factor.authenticate), name="mfa_authenticate"),
    path("tweede-stap/opnieuw/", throttled("code_entry")(factor.reauthenticate), name="mfa_reauthenticate"),
    path("tweede-stap/instellen/", totp.activate_totp, name="mfa_activate_totp"),
    path("tweede-stap/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-stap/noodcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tweede-stap/noodcodes/nieuw/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tweede-stap/noodcodes/bestand/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += [
        path("overheid/", include("allauth.socialaccount.providers.openid_connect.urls")),
        path("overheid/", include("allauth.socialaccount.urls")),
    ]
