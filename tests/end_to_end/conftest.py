from tests.ui.patience import patient_bot  # noqa: F401
