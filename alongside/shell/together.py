"""A migration that makes many tables in one step.

Django draws the whole state of the models anew for each table that a migration makes, so that a hundred tables, each
with its history, cost minutes. Made together they cost one drawing.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateTogether(Operation):
    """New tables, with the indexes and constraints that belong to them.

    ``operations`` creates models and adds fields, indexes and constraints to those models only.
    """

    serialization_expand_args = ["operations"]
    reversible = True

    def __init__(self, operations: list[Any]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Let each operation change the state in turn. What was drawn is dropped first, or each would draw it anew."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make each table as it is in the end, with all that was added to it."""
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Drop the tables, the last one first."""
        for operation in reversed(self.operations):
            if isinstance(operation, CreateModel):
                operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Says how many tables are made."""
        return f"Create {sum(isinstance(one, CreateModel) for one in self.operations)} tables together"
