"""Help after 21, and the people around a young person."""

from django.urls import path

from alongside.casework.views import support

about_one_person = [
    path("support/", support.support, name="support"),
    path("support/ask/", support.ask, name="ask_for_support"),
    path("support/offer/", support.offer, name="offer_support"),
    path("support/watch/", support.watch, name="watch_welfare"),
    path("network/", support.network, name="network"),
    path("network/add/", support.add_member, name="add_member"),
]
urlpatterns = [
    path("support/<uuid:request_id>/result/", support.result, name="support_result"),
    path("support/<uuid:request_id>/end/", support.end, name="end_support"),
    path("support/offers/<uuid:offer_id>/", support.reply, name="offer_reply"),
    path("support/welfare/<uuid:watch_id>/", support.look_again, name="look_at_welfare"),
    path("network/<uuid:member_id>/", support.change_member, name="change_member"),
]
