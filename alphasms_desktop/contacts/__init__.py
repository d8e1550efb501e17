"""Spreadsheets in; the only place that knows pandas, calamine and the numbering plans."""

from alphasms_desktop.contacts.apart import SheetProcess
from alphasms_desktop.contacts.phones import read_phone
from alphasms_desktop.contacts.spreadsheet import Spreadsheet

__all__ = ["SheetProcess", "Spreadsheet", "read_phone"]
