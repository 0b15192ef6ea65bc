"""`play()`: call the coin. The only file that knows widgets."""

from functools import partial

from ipywidgets import Widget
from kit.exercises.coin_calls.game import CALLS, LUCK, MOVES, SIDES, Game

from kit.messages import _
from kit.screen.game import SURE_AGAIN, GameStep
from kit.screen.text import lines

SEEN, RIGHT = _("Toss {toss}: you called {called}, it fell {fell}."), _("Right calls: {right} of {tosses}.")
ASK, AGAIN = _("Toss {toss} of {tosses}: what does the coin say?"), _("Play again with other luck")


class Coin(GameStep):
    def screen(self) -> list[Widget]:
        game = Game(self.decided)
        said = [
            self.say(SEEN, toss=number, called=SIDES[called], fell=SIDES[fell])
            for number, (called, fell) in enumerate(game.tosses, start=1)
        ]
        if game.now is None:
            said.append(self.say(RIGHT, right=game.right, tosses=len(CALLS)))
            again = partial(self.play_again, MOVES, keep=frozenset(), luck=LUCK)
            return [self.reused_text(lines(*said)), self.button_that_asks(self.say(AGAIN), self.say(SURE_AGAIN), again)]
        call = CALLS[game.now - 1].name
        said.append(self.say(ASK, toss=game.now, tosses=len(CALLS)))
        return [
            self.reused_text(lines(*said)),
            *(self.button(self.say(label), partial(self.decide, {call: side})) for side, label in SIDES.items()),
        ]
