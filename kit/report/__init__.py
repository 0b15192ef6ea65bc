"""What people take home: the trainer's report as one page to print and as a table for a spreadsheet, and the summary of one group."""
