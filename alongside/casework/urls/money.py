"""Money: what somebody may have, what waits for a decision, what is to be paid."""

from django.urls import path

from alongside.casework.views import money

about_one_person = [
    path("money/", money.money, name="money"),
    path("money/ask/", money.ask, name="ask_money"),
]
urlpatterns = [
    path("money/", money.to_decide, name="money_to_decide"),
    path("money/<uuid:money_id>/decide/", money.decide, name="decide_money"),
    path("money/<uuid:money_id>/told/", money.tell, name="tell_money"),
    path("money/<uuid:money_id>/again/", money.ask_again, name="ask_money_again"),
    path("money/<uuid:money_id>/receipt/", money.receipt, name="money_receipt"),
    path("money/<uuid:money_id>/take-back/", money.take_back, name="take_back_money"),
    path("payments/", money.payments, name="payments"),
    path("payments/<uuid:money_id>/", money.pay, name="pay"),
]
