"""The customer's face: invented people drawn from a few flat parts. Brows and mouth say the mood, and so does a word below."""

from zlib import crc32

from markupsafe import Markup

from kit.exercises.role_chain.cases import Seat
from kit.exercises.role_chain.game import ANNOYED, CONTENT, DOUBTFUL
from kit.messages import _
from kit.wording import Language

MOODS = {CONTENT: _("looks content"), DOUBTFUL: _("has doubts"), ANNOYED: _("is annoyed")}

HAIR = {  # (behind the head, over the forehead)
    "short": ("", "M25 46 C23 16 77 16 75 46 C70 34 62 30 50 30 C38 30 30 34 25 46Z"),
    "side": ("", "M25 48 C22 14 74 12 76 46 C73 38 70 34 66 31 C56 35 42 34 36 29 C30 34 27 40 25 48Z"),
    "bun": (
        "M38 14 a12 11 0 1 1 24 0 a12 11 0 1 1 -24 0Z",
        "M24 52 C20 16 80 16 76 52 C74 38 64 29 50 29 C36 29 26 38 24 52Z",
    ),
    "curls": (
        "M22 58 a11 11 0 0 1 -2 -19 a12 12 0 0 1 10 -18 a13 13 0 0 1 20 -8 a13 13 0 0 1 20 8 a12 12 0 0 1 10 18 a11 11 0 0 1 -2 19Z",
        "M27 42 a7 7 0 0 1 10 -9 a7 7 0 0 1 13 -3 a7 7 0 0 1 13 3 a7 7 0 0 1 10 9 C76 20 24 20 27 42Z",
    ),
    "long": (
        "M22 84 C14 50 20 14 50 14 C80 14 86 50 78 84 C70 88 30 88 22 84Z",
        "M25 50 C24 18 76 18 75 50 C72 38 62 32 46 28 C40 36 30 40 25 50Z",
    ),
    "bald": ("", "M25 50 C22 46 24 40 27 37 C26 42 27 46 27 50Z M75 50 C78 46 76 40 73 37 C74 42 73 46 73 50Z"),
}
COLOURS, SKINS = ("black", "brown", "blond", "red", "grey", "white"), ("olive", "deep", "dark")
BROWS = {
    CONTENT: "M35 43 Q40 39 45 42 M55 42 Q60 39 65 43",
    DOUBTFUL: "M35 44 Q40 43 45 44 M55 38 Q60 33 66 38",
    ANNOYED: "M34 39 L46 45 M54 45 L66 39",
}
MOUTHS = {
    CONTENT: "M40 65 Q50 75 60 65",
    DOUBTFUL: "M41 69 Q46 65 51 67 T60 65",
    ANNOYED: "M40 71 Q50 62 60 71",
}
GLASSES = '<path class="kit-face-line" d="M33 50 a8 8 0 1 0 16 0 a8 8 0 1 0 -16 0 M51 50 a8 8 0 1 0 16 0 a8 8 0 1 0 -16 0 M49 49 h2 M33 49 l-7 -2 M67 49 l7 -2"/>'
BEARD = '<path class="kit-hair-{}" d="M26 56 C27 84 40 88 50 88 C60 88 73 84 74 56 C70 64 64 60 50 60 C36 60 30 64 26 56Z"/>'
MOUSTACHE = '<path class="kit-hair-{}" d="M38 64 Q44 57 50 61 Q56 57 62 64 Q56 65 50 63 Q44 65 38 64Z"/>'
PICTURE = (
    '<svg viewBox="0 0 100 110" role="img" aria-label="{label}">'
    '<circle class="kit-face-ground" cx="50" cy="55" r="50"/>{behind}'
    '<path class="kit-cloth-{cloth}" d="M12 110 C12 90 30 84 50 84 C70 84 88 90 88 110Z"/>'
    '<path class="kit-skin-{skin}" d="M42 74 h16 v10 q-8 8 -16 0Z"/>'
    '<circle class="kit-skin-{skin}" cx="26" cy="53" r="5"/><circle class="kit-skin-{skin}" cx="74" cy="53" r="5"/>'
    '<ellipse class="kit-skin-{skin}" cx="50" cy="51" rx="24" ry="29"/>{beard}{front}'
    '<circle class="kit-face-eye" cx="41" cy="50" r="2.7"/><circle class="kit-face-eye" cx="59" cy="50" r="2.7"/>'
    '<path class="kit-face-line" d="{brows}"/><path class="kit-face-mouth" d="{mouth}"/>{glasses}</svg>'
)


def face(words: Language, seat: Seat, mood: str) -> Markup:
    """Somebody at the customer's, in a mood, with the mood in words below."""
    name, said = seat.person.split(",")[0], words.say(MOODS[mood])
    return Markup(
        '<figure class="kit-face kit-{}">{}<figcaption><b>{}</b> <span>{}</span></figcaption></figure>'
    ).format(mood, _picture(seat, mood, f"{name}: {said}"), name, said)


def _picture(seat: Seat, mood: str, label: str) -> Markup:
    drawn, stable = (
        seat.face.split(),
        crc32(seat.place.encode()),
    )  # whoever is not described is drawn somehow, but always alike
    hair = next((one for one in HAIR if one in drawn), list(HAIR)[stable % len(HAIR)])
    colour = next((one for one in COLOURS if one in drawn), COLOURS[stable % len(COLOURS)])
    behind, front = (
        Markup('<path class="kit-hair-{}" d="{}"/>').format(colour, one) if one else "" for one in HAIR[hair]
    )
    grown = "".join(part for word, part in (("beard", BEARD), ("moustache", MOUSTACHE)) if word in drawn)
    return Markup(PICTURE).format(
        label=label,
        behind=behind,
        front=front,
        cloth=stable % 5,
        skin=next((one for one in SKINS if one in drawn), "light"),
        beard=Markup(grown).format(colour),
        brows=BROWS[mood],
        mouth=MOUTHS[mood],
        glasses=Markup(GLASSES) if "glasses" in drawn else "",
    )
