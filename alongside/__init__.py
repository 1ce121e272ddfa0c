"""Alongside, the open platform for corporate parents."""
