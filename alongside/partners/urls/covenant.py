"""The covenant: the staff's pages, the public ones, and a signatory's own behind its link."""

from django.urls import path

from alongside.partners.views import covenant as staff
from alongside.partners.views import pledging

DESK = "staff/partners/covenant/"
ONE = f"{DESK}<uuid:pledge_id>/"
OWN = "partners/pledges/<str:secret>/"
OWN_ONE = f"{OWN}<uuid:pledge_id>/"

in_every_language = [
    path("partners/covenant/", pledging.covenant, name="covenant"),
    path("partners/join/", pledging.join, name="join"),
    path("partners/join/thank-you/", pledging.joined, name="joined"),
    path(OWN, pledging.own_place, name="own_pledges"),
    path(f"{OWN}add/", pledging.add_pledge, name="add_own_pledge"),
    path(f"{OWN_ONE}used/", pledging.used, name="own_pledge_used"),
    path(f"{OWN_ONE}longer/", pledging.longer, name="own_pledge_longer"),
    path(f"{OWN_ONE}end/", pledging.end, name="own_pledge_end"),
]
urlpatterns = [
    path(DESK, staff.covenant_desk, name="covenant_desk"),
    path(ONE, staff.pledge, name="pledge"),
    path(f"{ONE}check/", staff.check_pledge, name="check_pledge"),
    path(f"{ONE}approve/", staff.approve_pledge, name="approve_pledge"),
    path(f"{ONE}send-back/", staff.send_back_pledge, name="send_back_pledge"),
    path(f"{ONE}decline/", staff.decline_pledge, name="decline_pledge"),
    path(f"{ONE}used/", staff.report_pledge, name="report_pledge"),
    path(f"{ONE}asked/", staff.ask_pledge, name="ask_pledge"),
    path(f"{ONE}longer/", staff.renew_pledge, name="renew_pledge"),
    path(f"{ONE}longer/agree/", staff.agree_renewal, name="agree_renewal"),
    path(f"{ONE}longer/refuse/", staff.refuse_renewal, name="refuse_renewal"),
    path(f"{ONE}end/", staff.end_pledge, name="end_pledge"),
    path(f"{ONE}new-link/", staff.new_link, name="new_pledge_link"),
]
