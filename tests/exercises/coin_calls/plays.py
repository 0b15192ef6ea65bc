"""The coin of the smallest exercise, called to the end in two ways and once."""

from tests.exercises.plays import Play

PLAY = Play(
    {"call.1": "heads", "call.2": "heads", "call.3": "heads"},
    {"call.1": "tails", "call.2": "tails", "call.3": "tails"},
    {"call.1": "tails"},
    lambda words: [words.say("right calls"), words.say("heads")],
)
