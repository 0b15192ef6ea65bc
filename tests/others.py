"""A person whose own Jupyter is set in every way that is known to change the pages of others."""

import json
import os
from pathlib import Path

SETTINGS = {
    "VoilaConfiguration": {"template": "lab", "strip_sources": False, "theme": "dark"},
    "Voila": {"base_url": "/other/"},
    "ServerApp": {"base_url": "/other/"},
    "IdentityProvider": {"token": "other"},
    "MultiKernelManager": {"default_kernel_name": "other"},
}
FILES = [
    "voila.json",
    "jupyter_config.json",
    "jupyter_server_config.json",
    "jupyter_lab_config.json",
    "jupyter_voila_config.json",
]
KERNEL = {"argv": ["false"], "display_name": "Other", "language": "python"}


class Person:
    """Where they stand (`folder`), what they have set (`environment`), and whether a file of theirs has `run` in a kernel."""

    def __init__(self, home: Path):
        self.folder, self.home, self.trace = home / "where they stand", home, home / "ran"
        self.folder.mkdir()
        config, data, profile = (
            home / ".jupyter",
            home / ".local" / "share" / "jupyter",
            home / ".ipython" / "profile_default",
        )
        for folder in (self.folder, config, home / ".config" / "jupyter", home / "more"):
            folder.mkdir(parents=True, exist_ok=True)
            for name in FILES:
                (folder / name).write_text(json.dumps(SETTINGS), encoding="utf-8")
            (folder / "voila.py").write_text('c.VoilaConfiguration.template = "lab"', encoding="utf-8")
        for folder in (data, home / "more"):
            (folder / "kernels" / "python3").mkdir(parents=True)
            (folder / "kernels" / "python3" / "kernel.json").write_text(json.dumps(KERNEL), encoding="utf-8")
            (folder / "voila" / "templates" / "kit").mkdir(parents=True)
            (folder / "voila" / "templates" / "kit" / "index.html.j2").write_text("other", encoding="utf-8")
        self.startup = profile / "startup" / "first.py"
        self.startup.parent.mkdir(parents=True)
        self.startup.write_text(f"open({str(self.trace)!r}, 'w')", encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        more = str(self.home / "more")
        return os.environ | {
            "HOME": str(self.home),
            "JUPYTER_CONFIG_DIR": str(self.home / ".jupyter"),
            "JUPYTER_CONFIG_PATH": more,
            "JUPYTER_PATH": more,
            "JUPYTER_TOKEN": "other",
            "JUPYTER_PREFER_ENV_PATH": "0",
            "JUPYTERLAB_DIR": more,
            "JUPYTERLAB_SETTINGS_DIR": more,
            "JUPYTER_PORT": "1",
            "JUPYTER_DEFAULT_PROVISIONER_NAME": "other",
            "IPYTHONDIR": str(self.home / ".ipython"),
            "PYTHONSTARTUP": str(self.startup),
        }

    @property
    def ran(self) -> bool:
        return self.trace.exists()
