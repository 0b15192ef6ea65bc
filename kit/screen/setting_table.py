"""A setting as a table, for people who program: what a notebook shows where the last line of a cell is a setting."""

from IPython import get_ipython
from markupsafe import Markup

from kit.messages import _
from kit.parameters import Checked, parameters
from kit.screen.text import table
from kit.wording import Language

NAME, LABEL, VALUE, START = _("name"), _("what it is"), _("value"), _("at the start")


def show_settings(words: Language) -> None:
    """Have the notebook show settings, and nothing else, as tables in this language; elsewhere nothing happens."""
    shell = get_ipython()
    if shell and shell.display_formatter:
        shell.display_formatter.formatters["text/html"].for_type(Checked, lambda setting: setting_table(words, setting))


def setting_table(words: Language, setting: Checked) -> str:
    """All values as people read them; one that was changed stands in bold, with its start beside it."""
    rows = [_row(words, name, getattr(setting, name), one) for name, one in parameters(setting).items()]
    return str(table([words.say(one) for one in (NAME, LABEL, VALUE, START)], rows))


def _row(words: Language, name: str, value, parameter) -> list:
    shown = words.value(parameter, value)
    code = Markup("<code>{}</code>").format(name)
    if value == parameter.default:
        return [code, words.label(parameter), shown, ""]
    return [code, words.label(parameter), Markup("<b>{}</b>").format(shown), words.value(parameter, parameter.default)]
