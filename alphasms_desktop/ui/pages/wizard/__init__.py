"""The way to a new campaign in four short steps: recipients, message, options, review."""

from alphasms_desktop.ui.pages.wizard.wizard import WizardPage

__all__ = ["WizardPage"]
