"""The window: Qt widgets, each of which shows a model of `session`."""
