"""The one kernel that pages run in: the Python of the kit, whatever else is installed under the same name."""

from jupyter_client.kernelspec import KernelSpecManager
from traitlets import default


class ThisPython(KernelSpecManager):
    """Looks for kernels nowhere, so that the native one is left."""

    @default("kernel_dirs")
    def _nowhere(self) -> list[str]:
        return []
