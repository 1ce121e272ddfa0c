"""Complaints, advocates, own records, consent and sharing, services, data breaches."""

from django.urls import path

from alongside.casework.views import own_record_requests, rights, sharing

about_one_person = [
    path("complaints/", rights.complaints, name="complaints"),
    path("complaints/add/", rights.add_complaint, name="add_complaint"),
    path("advocate/", rights.advocacy, name="advocacy"),
    path("advocate/offer/", rights.offer_advocate, name="offer_advocate"),
    path("own-records/", own_record_requests.own_records, name="own_records"),
    path("own-records/ask/", own_record_requests.ask_records, name="ask_records"),
    path("own-records/wrong/", own_record_requests.ask_correction, name="ask_correction"),
    path("own-records/notice/", own_record_requests.give_notice, name="give_notice"),
    path("sharing/", sharing.sharing, name="sharing"),
    path("sharing/consent/", sharing.add_consent, name="add_consent"),
    path("sharing/told/", sharing.add_sharing, name="add_sharing"),
    path("services/", sharing.services, name="services"),
    path("services/refer/", sharing.refer_to_service, name="refer_to_service"),
]
urlpatterns = [
    path("rights/", rights.desk, name="rights_desk"),
    path("referred/", rights.referred, name="referred"),
    path("complaints/<uuid:complaint_id>/", rights.complaint, name="complaint"),
    path("complaints/<uuid:complaint_id>/<slug:kind>/", rights.complaint_step, name="complaint_step"),
    path("advocates/<uuid:advocacy_id>/", rights.advocate, name="advocate"),
    path("advocates/<uuid:advocacy_id>/end/", rights.end_advocacy, name="end_advocacy"),
    path("records/<uuid:request_id>/", own_record_requests.records_request, name="records_request"),
    path("records/<uuid:request_id>/look/", own_record_requests.records_look, name="records_look"),
    path("records/<uuid:request_id>/bundle.zip", own_record_requests.records_bundle, name="records_bundle"),
    path("records/<uuid:request_id>/bundle.pdf", own_record_requests.records_paper, name="records_paper"),
    path("records/<uuid:request_id>/<slug:kind>/", own_record_requests.records_step, name="records_step"),
    path("corrections/<uuid:correction_id>/", own_record_requests.correction, name="correction"),
    path("consents/<uuid:consent_id>/<slug:kind>/", sharing.consent_step, name="consent_step"),
    path("services/<uuid:referral_id>/reply/", sharing.service_reply, name="service_reply"),
    path("services/<uuid:referral_id>/end/", sharing.service_end, name="service_end"),
    path("breaches/", sharing.breaches, name="breaches"),
    path("breaches/add/", sharing.add_breach, name="add_breach"),
    path("breaches/<uuid:breach_id>/", sharing.breach, name="breach"),
]
