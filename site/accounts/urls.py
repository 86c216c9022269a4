"""Addresses of accounts that come before allauth's and Wagtail's: ours, and those of theirs that are not offered."""

from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from accounts import views

urlpatterns = [
    path("konto/einladung/<str:token>/", views.invitation, name="invitation"),
    # Wagtail's own doors lead to allauth's. Its logout stays: it ends the same session.
    path("verwaltung/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("verwaltung/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("verwaltung/account/", require_admin_access(views.AccountPage.as_view()), name="wagtailadmin_account"),
    # The operator keeps the mail addresses: whoever could change one could take over an invitation.
    path("konto/email/", RedirectView.as_view(pattern_name="account_change_password"), name="account_email"),
]
