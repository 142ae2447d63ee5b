"""The window: models that know no widgets, and widgets that each know one model."""
