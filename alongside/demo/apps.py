"""Start-up of the demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """One invented council."""

    name = "alongside.demo"
    label = "demo"
    verbose_name = "Demo council"
