"""The promise: the public page, the faces, and the staff's pages."""

from django.urls import path

from alongside.partners.views import promise as views

DESK = "staff/partners/promise/"
DEED = f"{DESK}done/<uuid:deed_id>/"

in_every_language = [
    path("partners/promise/", views.promise, name="promise"),
    path("partners/promise/rate/", views.rate, name="rate_promise"),
    path("partners/promise/rate/thank-you/", views.rated, name="rated"),
]
urlpatterns = [
    path(DESK, views.promise_desk, name="promise_desk"),
    path(f"{DESK}add/", views.add_commitment, name="add_commitment"),
    path(f"{DESK}<uuid:commitment_id>/change/", views.change_commitment, name="change_commitment"),
    path(f"{DESK}sign/", views.sign_promise, name="sign_promise"),
    path(f"{DESK}signed/<int:number>/end/", views.end_signing, name="end_signing"),
    path(f"{DESK}done/add/", views.write_deed, name="write_deed"),
    path(f"{DEED}change/", views.change_deed, name="change_deed"),
    path(f"{DEED}decide/", views.decide_deed, name="decide_deed"),
]
