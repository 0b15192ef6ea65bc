"""The land in which every drawing stands: sky, far hills, ground."""

from kit.drawing.pen import box, ellipse, shape


def land(wide: float, high: float, horizon: float) -> str:
    """Sky and ground for a picture of this size; `horizon`: where the ground begins, from above."""
    step = wide / 8
    drawn = box(0, 0, wide, high, "sky") + ellipse(wide * 0.72, horizon, wide * 0.34, horizon * 0.62, "glow", 0.8)
    drawn += shape(_hills(wide, horizon + 6, step * 1.6, horizon * 0.34, horizon - horizon * 0.24), "far")
    drawn += shape(_hills(wide, horizon + 6, step * 2.3, horizon * 0.26, horizon - horizon * 0.06), "hill")
    drawn += box(0, horizon, wide, high - horizon, "ground")
    drawn += shape(
        f"M0 {horizon}H{wide}V{horizon + (high - horizon) * 0.34:.1f}Q{wide * 0.6:.1f} {horizon + (high - horizon) * 0.16:.1f} {wide * 0.3:.1f} {horizon + (high - horizon) * 0.3:.1f}T0 {horizon + (high - horizon) * 0.24:.1f}Z",
        "field",
        0.75,
    )
    return drawn


def _hills(wide: float, foot: float, step: float, rise: float, level: float) -> str:
    """Soft waves from edge to edge."""
    line, x, up = f"M0 {foot:.1f}V{level:.1f}", 0.0, True
    while x < wide:
        line += f"q{step / 2:.1f} {-rise if up else rise * 0.6:.1f} {step:.1f} 0"
        x, up = x + step, not up
    return f"{line}V{foot:.1f}Z"
