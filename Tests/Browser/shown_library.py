"""A library with what a reader can meet: the starter questions, a second version, a withdrawal, an answer that attacks, a report."""

import json
import os
import pathlib
import subprocess
import tempfile

QUESTIONS = pathlib.Path(__file__).parents[2] / "Registry/questions"
MODELS = pathlib.Path(__file__).parents[2] / "Registry/models"

REVISED = "How does a heat pump work and is it efficient in cold weather?"
WITHDRAWN = "How much water does AI use?"
HOSTILE = "What does <b>markup</b> do here & \"there\"?"

# Whatever of this became an element with an effect would be seen by the tests.
HOSTILE_ANSWER = """<script>document.title = 'attacked'</script>

# A heading <img src="http://127.0.0.1:9/x" onerror="document.title='attacked'">

![pixel](http://127.0.0.1:9/pixel.png) [run](javascript:document.title='attacked') [data](data:text/html,<script>1</script>)

<iframe src="http://127.0.0.1:9/"></iframe><style>body { display: none }</style>

| a | b |
|---|---|
| a_very_long_word_without_any_space_that_no_narrow_screen_can_hold_in_one_line_of_a_table | <svg onload=alert(1)> |

    a line of code that is much longer than a telephone is wide, so that it has to scroll inside its own box and not with the page
"""


class ShownLibrary:
    """`with ShownLibrary(program) as library`: made in a folder of its own, and served on loopback."""

    def __init__(self, program):
        self.program = str(pathlib.Path(program).resolve())

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._folder.name)
        self._run("key", "new", "--out", "publisher.pem")
        self._run("init", "library", "--key", "publisher.pem", "--name", "The starter library", "--key-folder", "keys")
        self._run("import", str(QUESTIONS), "--out", "drafts", "--registry", "library")
        self._run("approve", "drafts", "--key", "publisher.pem")
        self._run("publish", "drafts", "--registry", "library")
        self.report = self._recompute()
        self._revise()
        self.hostile = self._bind(HOSTILE, HOSTILE_ANSWER)
        self.withdrawn = self._lineage(WITHDRAWN)
        self._run("withdraw", self._address(WITHDRAWN), "--reason", "outdated", "--note", "Newer figures are in review.",
                  "--replaced-by", self._address("How are data centres cooled?"), "--registry", "library",
                  "--key", "publisher.pem")
        self._server = subprocess.Popen(
            [self.program, "serve", "library", "--port", "0", "--log-level", "error"], cwd=self.folder,
            env=self._environment(), stdout=subprocess.PIPE, text=True)
        self.url = self._server.stdout.readline().split(" at ")[1].strip().rstrip("/")
        return self

    def __exit__(self, *_):
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def export(self, folder):
        """Writes the static site into `folder`."""
        self._run("export", "--registry", "library", "--out", str(folder))

    def _revise(self):
        document = self._current[REVISED]
        text = self._text("get", document["object"], "--registry", "library", "--answer")
        sentences = text.replace("heat pump", "good heat pump", 1)
        self.revised = self._bind(
            REVISED, sentences + "\nA sentence that only the second version has.\n", "--source",
            "citation | The Future of Heat Pumps | https://www.iea.org/reports/the-future-of-heat-pumps",
            "--change-note", "One sentence more.")

    def _recompute(self):
        """The address of the page that says what a model's second version changes."""
        signing = ("--registry", "library", "--key", "publisher.pem")
        for version in "12":
            self._run("model", "add", str(MODELS / f"bindery-demo-{version}.gguf"), "--name", "demo", "--model-version",
                      version, *signing)
            for question in () if version == "2" else ("What is Bindery?", "When does the demo library open?", HOSTILE + "?"):
                self._run("bind", question, "--model", "demo@1", *signing)
        self._run("recompute", "--model", "demo@2", "--registry", "library")
        self._run("recompute", "report", "--registry", "library", "--html", "report.html")
        return (self.folder / "report.html").as_uri()

    def _bind(self, question, answer, *options):
        (self.folder / "answer.md").write_text(answer)
        return self._run("bind", question, "--answer", "answer.md", "--topic", "energy", *options, "--registry",
                         "library", "--key", "publisher.pem")["lineage"]

    @property
    def _current(self):
        return {document["name"]: document for document in self._lines("list", "--registry", "library")}

    def _address(self, question):
        return self._current[question]["object"]

    def _lineage(self, question):
        return self._current[question]["lineage"]

    def _run(self, *arguments):
        """The last line that a command prints with `--json`."""
        return self._lines(*arguments)[-1]

    def _lines(self, *arguments):
        return [json.loads(line) for line in self._text(*arguments, "--json").splitlines()]

    def _text(self, *arguments):
        ran = subprocess.run(
            [self.program, *arguments], cwd=self.folder, env=self._environment(), capture_output=True, text=True)
        if ran.returncode != 0:
            raise SystemExit(f"bindery {' '.join(arguments)}: {ran.stdout}{ran.stderr}")
        return ran.stdout

    def _environment(self):
        return os.environ | {"XDG_CONFIG_HOME": f"{self.folder}/config", "XDG_DATA_HOME": f"{self.folder}/data"}
