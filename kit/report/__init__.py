"""What people take home: the trainer's report as one page to print and as a table for a spreadsheet, and the summary of one group."""

from kit.report.names import file_name
from kit.report.page import report_page
from kit.report.summary import summary_page
from kit.report.table import report_table

__all__ = ["file_name", "report_page", "report_table", "summary_page"]
