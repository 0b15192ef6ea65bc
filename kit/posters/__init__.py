"""Pictures to be read from the last row: drawn in code, with large words, of a whole session or of one game.

A poster is nothing but its title and a way to draw it on a sheet of some size; whoever shows posters chooses the sheet. It
knows no widget. No poster orders groups by what they have reached.
"""
