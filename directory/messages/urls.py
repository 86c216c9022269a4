"""The visitors' addresses below /zuschriften/."""

from django.urls import path

from directory.messages import views

urlpatterns = [
    path("fehler/<slug:what>/<int:pk>/", views.report, name="report_error"),
    path("frage/", views.ask, name="ask_post"),
    path("vorschlag/", views.suggest, name="suggest_offer"),
    path("stelle/<str:token>/", views.by_mailbox, name="message_by_mailbox"),
    path("<slug:token>/", views.message, name="message"),
]
