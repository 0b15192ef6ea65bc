"""A hub for many rooms: JupyterHub starts them, facilitators open and end their own on one of its pages, groups come by link.

`.hub/` holds what an operator needs. A room here is what `python -m kit room` opens on a laptop, with its two servers.
"""
