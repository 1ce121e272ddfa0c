"""Protocols, homes and gaps, the accommodation strategy."""

from django.urls import path

from alongside.partners.views import protocol_steps, protocols, provision

AT = "staff/partners/protocols/"
ONE = f"{AT}<uuid:edition_id>/"
STEP = f"{AT}steps/<uuid:step_id>/"
HOMES = "staff/partners/homes/"
STRATEGY = f"{HOMES}strategy/"

urlpatterns = [
    path(AT, protocols.protocols, name="protocols"),
    path(f"{AT}add/", protocols.add_protocol, name="add_protocol"),
    path(ONE, protocols.protocol, name="protocol"),
    path(f"{ONE}change/", protocols.change_protocol, name="change_protocol"),
    path(f"{ONE}next/", protocols.next_edition, name="next_protocol_edition"),
    path(f"{ONE}duties/add/", protocols.add_duty, name="add_protocol_duty"),
    path(f"{AT}duties/<uuid:duty_id>/take-out/", protocols.take_out_duty, name="take_out_protocol_duty"),
    path(f"{ONE}put/", protocols.put_to_parties, name="put_protocol"),
    path(f"{ONE}force/", protocols.bring_into_force, name="bring_protocol_into_force"),
    path(f"{ONE}withdraw/", protocols.withdraw, name="withdraw_protocol"),
    path(f"{AT}parties/<int:number>/sign/", protocols.sign, name="sign_protocol"),
    path(f"{ONE}steps/add/", protocol_steps.add_step, name="add_protocol_step"),
    path(f"{STEP}done/", protocol_steps.finish_step, name="finish_protocol_step"),
    path(f"{STEP}take-out/", protocol_steps.take_out_step, name="take_out_protocol_step"),
    path(HOMES, provision.homes, name="partner_homes"),
    path(f"{HOMES}add/", provision.add_homes, name="add_partner_homes"),
    path(f"{HOMES}<uuid:provision_id>/change/", provision.change_homes, name="change_partner_homes"),
    path(f"{HOMES}gaps/add/", provision.log_gap, name="log_gap"),
    path(f"{HOMES}gaps/<uuid:gap_id>/review/", provision.review_gap, name="review_gap"),
    path(STRATEGY, provision.strategy, name="accommodation_strategy"),
    path(f"{STRATEGY}strategy.pdf", provision.strategy_file, name="strategy_file"),
    path(f"{STRATEGY}propose/", provision.propose_strategy, name="propose_strategy"),
    path(f"{STRATEGY}versions/<int:number>/approve/", provision.approve_strategy, name="approve_strategy"),
    path(f"{STRATEGY}versions/<int:number>/send-back/", provision.send_back_strategy, name="send_back_strategy"),
    path(f"{STRATEGY}<slug:slug>/", provision.write_head, name="write_strategy_head"),
]
