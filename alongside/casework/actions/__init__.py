"""Verbs of casework: the only code that changes its tables. Keyword-only, atomic, audited."""

from alongside.casework.actions.allocations import (
    allocate,
    allocate_worker,
    cover,
    cover_worker,
    end_allocation,
    end_referral,
    note_absence,
    refer,
    take_into_team,
)
from alongside.casework.actions.anonymising import (
    anonymise,
)
from alongside.casework.actions.assessing import (
    ask_adult_services,
    begin_assessment,
    decide_assessment,
    submit_assessment,
    write_assessment,
    write_assessment_head,
    write_before_eighteen,
    write_joint_assessment,
)
from alongside.casework.actions.birthday_letters import write_birthday_letters
from alongside.casework.actions.birthdays import (
    approve_birthdays,
    propose_birthday,
    propose_recorded_birthdays,
    send_back_birthday,
)
from alongside.casework.actions.calendar import end_calendar_address, make_calendar_address
from alongside.casework.actions.clocks import correct_clock_event, record_clock_event
from alongside.casework.actions.complaints import (
    acknowledge_complaint,
    answer_complaint,
    ask_for_advocate,
    complain,
    end_advocacy,
    extend_complaint,
    go_on_with_complaint,
    learn_from_complaint,
    offer_advocate,
    record_advocate,
    record_complaint,
    show_my_advocate,
    take_complaint_back,
)
from alongside.casework.actions.contact import (
    add_my_words,
    agree_contact,
    correct_contact,
    record_contact,
    remove_contact,
)
from alongside.casework.actions.core_system import HandedOver, hand_over
from alongside.casework.actions.determinations import (
    approve_determination,
    find_determinations,
    propose_determination,
    record_disagreement,
    send_back,
    tell_person,
)
from alongside.casework.actions.due import give_reason
from alongside.casework.actions.elsewhere import (
    add_living_here,
    change_living_here,
    end_living_elsewhere,
    set_living_elsewhere,
)
from alongside.casework.actions.groups import hold_session, note_attendance
from alongside.casework.actions.homes import (
    assess_home,
    decide_suitability,
)
from alongside.casework.actions.keeping import (
    close_file,
    dispose,
    hold_file,
    keep_file,
    keep_open,
    let_go,
    propose_disposal,
)
from alongside.casework.actions.letter_sending import send_letters
from alongside.casework.actions.letter_texts import decide_letter_text, propose_letter_text
from alongside.casework.actions.letter_translations import decide_letter_translation, write_letter_translation
from alongside.casework.actions.letters import (
    acknowledge_my_letter,
    decide_letter,
    draft_letter,
    make_batch,
    queue_letter,
    settle_letter,
    withdraw_letter,
)
from alongside.casework.actions.life import (
    add_life_record,
    answer_proposed_activity,
    change_life_record,
    propose_my_activity,
    rate_my_home,
    save_jobcentre,
    take_out_life_record,
)
from alongside.casework.actions.looked_after import (
    decide_care_decision,
    propose_care_decision,
    record_return_talk,
    tell_other_council,
    withdraw_care_decision,
)
from alongside.casework.actions.lost_contact import note_step, review_lost_contact, start_lost_contact
from alongside.casework.actions.merging import (
    agree_duplicate,
    flag_duplicate,
    merge_people,
    refuse_duplicate,
    undo_merge,
)
from alongside.casework.actions.milestones import finish_supervision, note_life_event, note_supervision
from alongside.casework.actions.money import (
    add_receipt,
    ask_for_money,
    ask_for_money_again,
    ask_for_my_money,
    decide_money,
    note_my_decisions_read,
    pay_money,
    take_back_money,
    tell_of_money,
)
from alongside.casework.actions.network import (
    add_my_person,
    add_network_member,
    change_network_member,
    end_network_member,
    stop_talking,
)
from alongside.casework.actions.notes import correct_note, remove_note, write_note
from alongside.casework.actions.opening_position import load_opening_position, send_opening_position
from alongside.casework.actions.own_plan import (
    add_my_plan_words,
    answer_my_plan,
    say_how_it_goes,
    take_my_copy,
)
from alongside.casework.actions.own_records import (
    ask_for_correction,
    ask_for_my_correction,
    ask_for_my_records,
    ask_what_they_mean,
    confirm_identity,
    decide_correction,
    decide_look,
    end_records_request,
    extend_records_request,
    finish_looking,
    give_notice,
    give_records,
    hear_what_they_mean,
    note_download,
    read_together,
    receive_records_request,
    review_records,
    send_records_back,
)
from alongside.casework.actions.panel import (
    add_panel_action,
    add_panel_member,
    call_panel,
    close_panel,
    decide_item,
    declare_panel_conflict,
    finish_panel_action,
    list_item,
    prepare_item,
    refer_to_panel,
    send_agenda,
    tell_of_panel,
    withdraw_item,
)
from alongside.casework.actions.people import (
    KnownSpell,
    add_contact_point,
    add_person,
    change_contact_point,
    complete_history,
    correct_core_details,
    give_account,
    lift_restriction,
    name_access,
    restrict,
    withdraw_spell,
)
from alongside.casework.actions.plan import (
    add_plan_action,
    approve_plan,
    begin_plan,
    change_plan_action,
    escalate_plan,
    hand_out_plan,
    hide_plan_head,
    note_progress,
    put_before_person,
    record_plan_voice,
    send_plan_back,
    submit_plan,
    write_head,
    write_plan,
)
from alongside.casework.actions.plan_review import (
    ask_for_my_review,
    begin_plan_after_review,
    change_review,
    hold_review,
    plan_review,
    take_out_review,
)
from alongside.casework.actions.portal import (
    FreshCode,
    add_document,
    add_my_document,
    answer_message,
    change_my_way,
    disagree_myself,
    end_access,
    enrol,
    make_enrolment_code,
    note_own_read,
    note_read,
    send_message,
    send_my_message,
    settle_message,
)
from alongside.casework.actions.proofs import end_my_proof, make_my_proof, verify_proof
from alongside.casework.actions.returns import Placed, TakenIn, send_return, take_in_return
from alongside.casework.actions.safekeeping import (
    add_to_list,
    break_glass,
    check_restriction,
    declare_conflict,
    declare_conflict_with,
    end_conflict,
    look_into_reading,
    restrict_record,
    review_glass,
    take_off_list,
)
from alongside.casework.actions.safety import (
    answer_safeguarding,
    approve_safety_plan,
    approve_warning,
    change_warning,
    follow_incident,
    record_death,
    record_incident,
    refer_to_safeguarding,
    review_safety_plan,
    review_warning,
    undo_death,
    write_safety_plan,
    write_warning,
)
from alongside.casework.actions.sharing import (
    check_consent,
    deal_with_breach,
    end_service_referral,
    record_breach,
    record_consent,
    record_sharing,
    refer_to_service,
    reply_to_referral,
    say_who_may_know,
    take_consent_back,
)
from alongside.casework.actions.support import (
    ask_for_my_support,
    ask_for_support,
    end_my_support,
    end_support,
    look_at_welfare,
    note_reply,
    note_result,
    offer_support,
    watch_welfare,
)
from alongside.casework.actions.terms import decide_terms, propose_terms

# fmt: off
__all__ = [
    "FreshCode", "HandedOver", "KnownSpell", "Placed", "TakenIn", "acknowledge_complaint", "acknowledge_my_letter",
    "add_contact_point", "add_document", "add_life_record", "add_living_here", "add_my_document", "add_my_person",
    "add_my_plan_words", "add_my_words", "add_network_member", "add_panel_action", "add_panel_member", "add_person",
    "add_plan_action", "add_receipt", "add_to_list", "agree_contact", "agree_duplicate", "allocate", "allocate_worker",
    "anonymise", "answer_complaint", "answer_message", "answer_my_plan", "answer_proposed_activity",
    "answer_safeguarding", "approve_birthdays", "approve_determination", "approve_plan", "approve_safety_plan",
    "approve_warning", "ask_adult_services", "ask_for_advocate", "ask_for_correction", "ask_for_money",
    "ask_for_money_again", "ask_for_my_correction", "ask_for_my_money", "ask_for_my_records", "ask_for_my_review",
    "ask_for_my_support", "ask_for_support", "ask_what_they_mean", "assess_home", "begin_assessment", "begin_plan",
    "begin_plan_after_review", "break_glass", "call_panel", "change_contact_point", "change_life_record",
    "change_living_here", "change_my_way", "change_network_member", "change_plan_action", "change_review",
    "change_warning", "check_consent", "check_restriction", "close_file", "close_panel", "complain", "complete_history",
    "confirm_identity", "correct_clock_event", "correct_contact", "correct_core_details", "correct_note", "cover",
    "cover_worker", "deal_with_breach", "decide_assessment", "decide_care_decision", "decide_correction", "decide_item",
    "decide_letter", "decide_letter_text", "decide_letter_translation", "decide_look", "decide_money",
    "decide_suitability", "decide_terms", "declare_conflict", "declare_conflict_with", "declare_panel_conflict",
    "disagree_myself", "dispose", "draft_letter", "end_access", "end_advocacy", "end_allocation",
    "end_calendar_address", "end_conflict", "end_living_elsewhere", "end_my_proof", "end_my_support",
    "end_network_member", "end_records_request", "end_referral", "end_service_referral", "end_support", "enrol",
    "escalate_plan", "extend_complaint", "extend_records_request", "find_determinations", "finish_looking",
    "finish_panel_action", "finish_supervision", "flag_duplicate", "follow_incident", "give_account", "give_notice",
    "give_reason", "give_records", "go_on_with_complaint", "hand_out_plan", "hand_over", "hear_what_they_mean",
    "hide_plan_head", "hold_file", "hold_review", "hold_session", "keep_file", "keep_open", "learn_from_complaint",
    "let_go", "lift_restriction", "list_item", "load_opening_position", "look_at_welfare", "look_into_reading",
    "make_batch", "make_calendar_address", "make_enrolment_code", "make_my_proof", "merge_people", "name_access",
    "note_absence", "note_attendance", "note_download", "note_life_event", "note_my_decisions_read", "note_own_read",
    "note_progress", "note_read", "note_reply", "note_result", "note_step", "note_supervision", "offer_advocate",
    "offer_support", "pay_money", "plan_review", "prepare_item", "propose_birthday", "propose_care_decision",
    "propose_determination", "propose_disposal", "propose_letter_text", "propose_my_activity",
    "propose_recorded_birthdays", "propose_terms", "put_before_person", "queue_letter", "rate_my_home", "read_together",
    "receive_records_request", "record_advocate", "record_breach", "record_clock_event", "record_complaint",
    "record_consent", "record_contact", "record_death", "record_disagreement", "record_incident", "record_plan_voice",
    "record_return_talk", "record_sharing", "refer", "refer_to_panel", "refer_to_safeguarding", "refer_to_service",
    "refuse_duplicate", "remove_contact", "remove_note", "reply_to_referral", "restrict", "restrict_record",
    "review_glass", "review_lost_contact", "review_records", "review_safety_plan", "review_warning", "save_jobcentre",
    "say_how_it_goes", "say_who_may_know", "send_agenda", "send_back", "send_back_birthday", "send_letters",
    "send_message", "send_my_message", "send_opening_position", "send_plan_back", "send_records_back", "send_return",
    "set_living_elsewhere", "settle_letter", "settle_message", "show_my_advocate", "start_lost_contact", "stop_talking",
    "submit_assessment", "submit_plan", "take_back_money", "take_complaint_back", "take_consent_back", "take_in_return",
    "take_into_team", "take_my_copy", "take_off_list", "take_out_life_record", "take_out_review", "tell_of_money",
    "tell_of_panel", "tell_other_council", "tell_person", "undo_death", "undo_merge", "verify_proof", "watch_welfare",
    "withdraw_care_decision", "withdraw_item", "withdraw_letter", "withdraw_spell", "write_assessment",
    "write_assessment_head", "write_before_eighteen", "write_birthday_letters", "write_head", "write_joint_assessment",
    "write_letter_translation", "write_note", "write_plan", "write_safety_plan", "write_warning",
]
# fmt: on
