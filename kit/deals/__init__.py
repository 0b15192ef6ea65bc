"""The firm's own deals: a table of orders from any CRM or list becomes a few columns of numbers, and the numbers become measures.

    opened = open_file(name, content)         # kit/deals/opened.py: bytes to sheets of cells
    reading = read(opened, Answers())         # kit/deals/read.py: finds the table, maps the columns, converts column by column
    reading.questions, reading.receipt        # what is in doubt, with examples; what was read and what was left out
    reading = read(opened, Answers(given={"currency": "EUR"}))    # the same again with an answer
    reading.deals                             # kit/deals/book.py: arrays without a name; None while a question is open

Nothing is guessed in silence: what fits two ways is a question. Nothing leaves the memory: names become numbers in random order, free
text and columns without a meaning here are dropped. Knows no widget and no pandas, and stores nothing.
"""
