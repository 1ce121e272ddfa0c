"""Wiring: settings, urls, wsgi."""
