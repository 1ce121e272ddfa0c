"""Birthday records of the statutory return."""

from django.urls import path

from alongside.casework.views import birthdays

about_one_person = [
    path("birthdays/", birthdays.of_person, name="birthdays_of"),
    path("birthdays/propose/", birthdays.propose, name="propose_birthday"),
]
urlpatterns = [
    path("birthdays/", birthdays.birthday_list, name="birthdays"),
    path("birthdays/propose/", birthdays.propose_recorded, name="propose_recorded_birthdays"),
    path("birthdays/approve/", birthdays.approve_several, name="approve_birthdays"),
    path("birthdays/<uuid:record_id>/", birthdays.one_birthday, name="birthday"),
    path("birthdays/<uuid:record_id>/approve/", birthdays.approve, name="approve_birthday"),
]
