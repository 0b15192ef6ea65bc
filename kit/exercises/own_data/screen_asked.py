"""What no list of deals says and a person can: how many sellers there are, and the margin. It stays in memory with the list."""

from kit.exercises.own_data.screen_figures import sellers_in
from kit.messages import _
from kit.screen.fields import text_field

SELLERS, MARGIN = "sellers", "margin"
MOST_SELLERS, LONGEST = 5_000, 12
HOW_MANY = _("How many sellers work with these customers? (a whole number)")
HOW_MUCH = _("Which share of an order is margin, before the sellers’ pay? (per cent; may stay empty)")
NOT_SELLERS = _("“{typed}” is no number of sellers; right would be a whole number from 1 to {most}, such as 6.")
NOT_MARGIN = _("“{typed}” is no margin; right would be a number from 1 to 100, such as 40.")


class Asked:
    """Fields that ask for sellers and, with `margin`, for the margin; `take(values)` keeps what is possible and gives what is wrong."""

    def __init__(self, step, margin: bool):
        self.step, self.say, self.kept = step, step.say, step.loaded.asked
        self.names = (SELLERS, MARGIN) if margin else (SELLERS,)
        if SELLERS not in self.kept and (count := sellers_in(step.loaded.deals)):
            self.kept[SELLERS] = count

    @property
    def fields(self) -> list[dict]:
        """The fields of a form; nothing typed there is stored."""
        labels = {SELLERS: HOW_MANY, MARGIN: HOW_MUCH}
        words = self.step.page.words
        return [text_field(words, name, labels[name], LONGEST) | {"unstored": True} for name in self.names]

    @property
    def values(self) -> dict[str, str]:
        """What the fields show."""
        shown = {SELLERS: str(self.kept.get(SELLERS, "")), MARGIN: ""}
        if MARGIN in self.kept:
            shown[MARGIN] = self.step.page.words.said(round(100 * self.kept[MARGIN], 2))
        return {name: shown[name] for name in self.names}

    def take(self, values: dict) -> str:
        """Keep what was typed; one sentence where it is impossible."""
        sellers, margin = (str(values.get(name, "")).strip() for name in (SELLERS, MARGIN))
        if sellers:
            if not (sellers.isdecimal() and 1 <= int(sellers) <= MOST_SELLERS):
                return self.say(NOT_SELLERS, typed=sellers[:20], most=MOST_SELLERS)
            self.kept[SELLERS] = int(sellers)
        elif SELLERS in self.kept:
            del self.kept[SELLERS]
        return self._take_margin(margin) if MARGIN in self.names else ""

    def _take_margin(self, typed: str) -> str:
        if not typed:
            self.kept.pop(MARGIN, None)
            return ""
        try:
            value = float(typed.replace("%", "").replace(",", ".").strip())
        except ValueError:
            value = 0.0
        if not 1 <= value <= 100:
            return self.say(NOT_MARGIN, typed=typed[:20])
        self.kept[MARGIN] = value / 100
        return ""
