"""A page of our own, often a single cell, served as the kit serves its pages: for what no page of the kit does by itself."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import nbformat

SERVE = "import sys; from pathlib import Path; from kit.start import serve_app; serve_app(int(sys.argv[1]), Path(sys.argv[2]), '', 'de')"


class CellServer:
    """`source` is what the cell of the page holds, or a whole notebook."""

    def __init__(self, folder: Path, source: str | nbformat.NotebookNode):
        page = folder / "page"
        page.mkdir()
        notebook = source
        if isinstance(source, str):
            notebook = nbformat.v4.new_notebook(
                cells=[nbformat.v4.new_code_cell(source)], metadata={"kit": {"language": "de"}}
            )
        nbformat.write(notebook, page / "cell.ipynb")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environment = os.environ | {
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_RUNTIME_DIR": str(folder / "run"),
        }
        environment |= {"IPYTHONDIR": str(folder / "ipython"), "JUPYTER_PREFER_ENV_PATH": "1"}
        self.log = (folder / "cell.log").open("w", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(self.port), str(page)], env=environment, stdout=self.log, stderr=self.log
        )
        for _try in range(600):
            with socket.socket() as caller:
                if caller.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        self.stop()
        raise TimeoutError((folder / "cell.log").read_text(encoding="utf-8"))

    @property
    def page(self) -> str:
        return f"http://127.0.0.1:{self.port}/voila/render/cell.ipynb"

    def kernels(self) -> list[int]:
        listed = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", "ipykernel"], capture_output=True, text=True, check=False
        )
        return [int(line) for line in listed.stdout.split()]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        self.log.close()
