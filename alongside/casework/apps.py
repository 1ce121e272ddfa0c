"""Start-up of casework."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Young people and those who work with them."""

    name = "alongside.casework"
    label = "casework"
    verbose_name = "Casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter the pages in the staff menu; the first that a role opens is its first page after sign-in."""
        from alongside.casework import (
            checks,  # noqa: F401  the checks register themselves
            clocks_document,
            core_system,
            documents,
            numbers,
            processing_document,
            queries,
        )
        from alongside.shell import slots
        from alongside.shell.roles import Reach, Record, Verb
        from alongside.shell.slots import MenuItem

        slots.menu.register(MenuItem("Team", "casework:team", Record.ELIGIBILITY, Verb.APPROVE, daily=True))
        slots.menu.register(MenuItem("Returns", "casework:returns", Record.STATUTORY_RETURN, daily=True))
        slots.menu.register(MenuItem("Birthdays", "casework:birthdays", Record.BIRTHDAY_RECORD, Verb.EXPORT))
        slots.menu.register(MenuItem("Opening position", "casework:opening_positions", Record.OPENING_POSITION))
        outside = frozenset({Reach.PARTNER})
        slots.menu.register(
            MenuItem("Referred to us", "casework:referred", Record.FIND_PEOPLE, daily=True, within=outside)
        )
        slots.menu.register(MenuItem("Young people", "casework:caseload", Record.CLOCKS, daily=True))
        slots.menu.register(MenuItem("Record contact", "casework:whom", Record.CONTACT_LOG, Verb.CREATE, daily=True))
        slots.menu.register(MenuItem("Due", "casework:due", Record.CLOCKS, daily=True))
        slots.menu.register(MenuItem("Messages", "casework:unanswered", Record.MESSAGES, Verb.UPDATE, daily=True))
        slots.menu.register(MenuItem("Money", "casework:money_to_decide", Record.MONEY, Verb.APPROVE, daily=True))
        slots.menu.register(MenuItem("Payments", "casework:payments", Record.PAYMENTS, Verb.UPDATE, daily=True))
        slots.menu.register(MenuItem("Letters", "casework:letters_to_approve", Record.LETTERS, Verb.APPROVE))
        slots.menu.register(MenuItem("Plans", "casework:plans_waiting", Record.PATHWAY_PLAN, Verb.APPROVE))
        slots.documents.register(slots.Document("states.md", documents.states))
        told = processing_document.record_of_processing
        slots.documents.register(slots.Document("record-of-processing.md", told))
        slots.menu.register(MenuItem("Rights", "casework:rights_desk", Record.COMPLAINTS, Verb.UPDATE))
        slots.menu.register(MenuItem("Breaches", "casework:breaches", Record.BREACHES, Verb.UPDATE))
        slots.documents.register(slots.Document("core-system.md", core_system.document))
        slots.menu.register(MenuItem("Safekeeping", "casework:safekeeping", Record.FIND_PEOPLE))
        slots.documents.register(slots.Document("clocks.md", clocks_document.clocks))
        slots.menu.register(MenuItem("Homes to decide", "casework:homes_to_decide", Record.HOME, Verb.APPROVE))
        slots.menu.register(MenuItem("Housing", "casework:housing", Record.HOUSING, Verb.CREATE))
        slots.menu.register(MenuItem("Accounts", "accounts", Record.ROLE_GRANTS, Verb.CREATE))
        slots.menu.register(MenuItem("Find", "casework:find", Record.FIND_PEOPLE, daily=True))
        slots.portal_accounts.register(queries.portal_accounts)
        slots.moves_forecast.register(numbers.moves_by_district)
        slots.beside_the_snapshot.register(numbers.in_care.disability)
        slots.council_tax_figures.register(numbers.council_tax)
        slots.partner_alerts.register(queries.alerts_of_partner)
        slots.council_tax_lists.register(
            MenuItem("Lists for council tax offices", "casework:council_tax_lists", Record.COUNCIL_TAX, Verb.EXPORT)
        )
        slots.complaint_figures.register(numbers.complaints_and_advocates)
        slots.menu.register(MenuItem("School terms", "casework:school_terms", Record.LOCAL_SETTINGS))
        slots.menu.register(MenuItem("Our own clocks", "casework:own_clocks", Record.LOCAL_SETTINGS))
        slots.menu.register(MenuItem("Risk panel", "casework:risk_panels", Record.RISK_PANEL))
