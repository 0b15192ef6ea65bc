"""Small drawings of “Payday”: the payslip, a sprout for who came, and the faces of those who leave, each with its temper."""

from markupsafe import Markup

from kit.exercises.incentives.model.year import BOTH, CARE, OWN, PRESSED, PRODUCT

CAME = "came"
EYES = '<circle cx="12" cy="14" r="1.7"/><circle cx="20" cy="14" r="1.7"/>'
SHUT = '<path d="M 9.5 14.5h5M 17.5 14.5h5"/>'
BROWS = '<path d="M 9 9.5l5 2M 23 9.5l-5 2"/>'
WORRIED = '<path d="M 9 11l4.500-1.500M 23 11l-4.500-1.500"/>'
MOUTHS = {
    CAME: EYES + '<path d="M 10.500 19.500q5.500 5 11 0"/>',
    CARE: SHUT + '<path d="M 11.500 21.500h9"/>',
    PRODUCT: BROWS + EYES + '<path d="M 10.500 22.500q5.500-5 11 0"/>',
    BOTH: WORRIED + EYES + '<path d="M 10.500 22.500q5.500-5 11 0"/>',
    PRESSED: WORRIED + EYES + '<path d="M 10 21.500q2-2.500 4 0t4 0 4 0"/>',
    OWN: EYES + '<path d="M 11.500 20.500q4.500 1.500 9 .3"/>',
}


def face(temper: str) -> Markup:
    """The face of a customer: one of those who came, or of a reason to leave. The words beside it say the same."""
    return Markup(
        '<svg class="kit-firm-face kit-firm-face-{}" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><circle class="kit-skin" cx="16" cy="16" r="14"/>{}</svg>'
    ).format(temper, Markup(MOUTHS[temper]))


def mark(came: bool) -> Markup:
    """A sprout for who came, a stump for who left."""
    sprout = (
        '<path d="M 8 15V8"/><path class="kit-leaf" d="M 8 9C3 9 2 6 2 3c4 0 6 2 6 6zM 8 8c0-4 2-6 6-6 0 4-2 6-6 6z"/>'
    )
    stump = (
        '<path class="kit-wood" d="M 4 6h8l1.500 9h-11z"/><ellipse class="kit-cut" cx="8" cy="6" rx="4" ry="1.600"/>'
    )
    return Markup(
        '<svg class="kit-week-mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>'
    ).format(Markup(sprout if came else stump))


PAYSLIP = Markup(
    """<svg class="kit-payslip" viewBox="0 0 320 128" aria-hidden="true" focusable="false">
<path class="kit-ground" d="M 0 112q80-14 160-6t160-4v26H0z"/>
<g class="kit-sheet"><path class="kit-leafless" d="M 28 14h92v92l-11.500-7-11.500 7-11.500-7-11.500 7-11.500-7-11.500 7-11.500-7-11.500 7z"/>
<path class="kit-print" d="M 40 30h36M 40 46h68M 40 58h68M 40 70h50"/><path class="kit-sum" d="M 82 84h26"/></g>
<g class="kit-ways"><path class="kit-fat" d="M 134 40h70"/><path class="kit-tip" d="M 200 26l26 14-26 14z"/>
<path class="kit-thin" d="M 134 64q40 2 66 12M 134 72q34 10 58 26M 134 80q20 14 32 30"/></g>
<g class="kit-grown"><path class="kit-trunk" d="M 252 106V58"/><path class="kit-crown" d="M 252 66c-22 0-30-12-26-24-6-14 10-24 26-24s32 10 26 24c4 12-4 24-26 24z"/></g>
<g class="kit-left-over"><path class="kit-trunk" d="M 212 108V96M 190 112v-8M 168 116v-6"/><path class="kit-crown" d="M 212 98c-8 0-9-5-7-8 1-6 13-6 14 0 2 3 1 8-7 8zM 190 106c-5 0-6-4-4-6 1-4 8-4 9 0 1 2 0 6-5 6z"/></g>
</svg>"""
)
