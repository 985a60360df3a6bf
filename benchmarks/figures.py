"""The figures, each a ratio of two things measured in the same run."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path

from benchmarks import measure
from benchmarks.measure import PYTHON, READOUT, Cost


@dataclass
class Bench:
    """What all figures are measured on.

    Attributes
    ----------
    folder
        Where to work.
    given
        The articles to begin with.
    repeats
        How often each is measured.
    quick
        Whether growth is measured with a tenth of the articles.
    """

    folder: Path
    given: list[Path]
    repeats: int = measure.REPEATS
    quick: bool = False

    def __post_init__(self) -> None:
        self.numbers = count()

    def articles(self, number: int) -> Path:
        """A folder of new articles."""
        made = next(self.numbers)
        return measure.articles(self.given, self.folder / f"articles-{made}", number, made)

    def report(self, articles: Path, *options: str, keep: bool = False) -> Cost:
        """Make reports of a folder from nothing, or once more if ``keep``."""
        output, cache = articles.with_name(f"{articles.name}-out"), articles.with_name(f"{articles.name}-cache")
        if not keep:
            for folder in (output, cache):
                shutil.rmtree(folder, ignore_errors=True)
        command = [*READOUT, "report", articles, "--output", output, "--no-progress", *options]
        return measure.run(command, self.folder, READOUT_CACHE=str(cache))

    def extract(self, articles: Path) -> Cost:
        """Extract a folder's rows, nothing cached."""
        output = articles.with_name(f"{articles.name}-rows")
        return measure.run([*READOUT, "extract", articles, "--output", output, "--no-cache"], self.folder)

    def sizes(self, *usual: int) -> list[int]:
        """Numbers of articles."""
        return [number // 10 if self.quick else number for number in usual]

    def median(self, one: Callable[[], float]) -> float:
        """The median of a figure."""
        return measure.median(one, self.repeats)


def reports(bench: Bench) -> Iterator[tuple[str, float, str]]:
    """Processor time a report, plain commands ÷ ours."""
    plain = bench.median(lambda: _plain(bench).cpu)
    eight = bench.median(lambda: bench.report(bench.articles(8)).cpu)
    fifty = bench.median(lambda: bench.report(bench.articles(50)).cpu)
    yield "CPU a report, plain commands ÷ ours, 8 articles", plain / (eight / 8), "≥ 9"
    yield "the same, 50 articles", plain / (fifty / 50), "≥ 16"
    yield "the same, steady (what the 9th to 50th take)", plain / ((fifty - eight) / 42), "≥ 20"


def _plain(bench: Bench) -> Cost:
    """One article as papermill and nbconvert would be used without Readout: model, three tables, two figures."""
    article = next(bench.articles(1).iterdir())
    made = article.with_suffix(".out.ipynb")
    run = [*PYTHON, "-m", "papermill", Path(__file__).with_name("plain.ipynb"), made, "-p", "path", article]
    page = [*PYTHON, "-m", "nbconvert", "--to", "html", made]
    costs = [measure.run(command, bench.folder) for command in (run, page)]
    return Cost(sum(c.cpu for c in costs), sum(c.wall for c in costs), max(c.peak for c in costs))


def jobs(bench: Bench) -> Iterator[tuple[str, float, str]]:
    """Two jobs against one."""

    def one() -> float:
        articles = bench.articles(50)
        return bench.report(articles, "--jobs", "2").wall / bench.report(articles, "--jobs", "1").wall

    yield "two jobs ÷ one job, wall, 50 articles", bench.median(one), "≤ 0.6 on two cores"


def overhead(bench: Bench) -> Iterator[tuple[str, float, str]]:
    """Reports against the work of their cells and the rendering alone."""

    def one() -> float:
        articles = bench.articles(50)
        bench.report(articles)
        told = bench.folder / "told.txt"
        measure.run([*PYTHON, "-m", "benchmarks.cells", articles.with_name(f"{articles.name}-out"), told], bench.folder)
        bare, whole = map(float, told.read_text().split())
        return whole / bare

    yield "wall ÷ (cell work + rendering alone), 50 articles, one job", bench.median(one), "≤ 1.35"


def extraction(bench: Bench) -> Iterator[tuple[str, float, str]]:
    """Extraction against the bare parser."""
    from toolkit.evaluation.speed import evaluate

    yield "extraction ÷ bare nlp.pipe, CPU, start-up off both", evaluate(bench.articles(50))["ratio"], "≤ 1.25"


def unchanged(bench: Bench) -> Iterator[tuple[str, float, str]]:
    """A run that has nothing to do, and help, against Python's own start."""
    articles = bench.articles(100)
    bench.report(articles)
    bench.report(articles, keep=True)
    bare = bench.median(lambda: measure.run([*PYTHON, "-c", "pass"], bench.folder).cpu)
    nothing = bench.median(lambda: bench.report(articles, keep=True).cpu)
    told = bench.median(lambda: measure.run([*READOUT, "--help"], bench.folder).cpu)
    yield "unchanged run of 100 articles ÷ python -c pass, CPU", nothing / bare, "≤ 12"
    yield "readout --help ÷ python -c pass, CPU", told / bare, "≤ 4"


def growth(bench: Bench) -> Iterator[tuple[str, float, str]]:
    """How processor time grows with the articles, the pages across included."""
    sizes = bench.sizes(1000, 4000)
    few, many = (bench.report(bench.articles(number)).cpu for number in sizes)
    yield f"CPU of {_times(sizes)} articles, with the pages across (one run)", many / few, "≤ 4.4"


def memory(bench: Bench) -> Iterator[tuple[str, float, str]]:
    """How peak memory grows with the articles."""
    sizes = bench.sizes(1000, 10000)
    few, many = map(bench.articles, sizes)
    ratio = bench.extract(many).peak / bench.extract(few).peak
    yield f"peak memory of extract, {_times(sizes)} articles (one run)", ratio, "≤ 1.3"
    ratio = bench.report(many).peak / bench.report(few).peak
    yield f"peak memory of report, {_times(sizes)} articles (one run)", ratio, "≤ 2"


def ledger(bench: Bench) -> Iterator[tuple[str, float, str]]:
    """How the ledger grows with the articles: invented ones, without parsing."""
    sizes = (1000, 4000, 16000)
    spent, compared = zip(*(_ledger(size) for size in sizes), strict=True)
    for few, many in pairwise(range(len(sizes))):
        told = f"the ledger of {_times((sizes[few], sizes[many]))} articles (all with all: 16)"
        yield f"{told}, comparisons", compared[many] / compared[few], "≤ 7"
        yield f"{told}, CPU", spent[many] / spent[few], "≤ 7"


def _ledger(articles: int) -> tuple[float, int]:
    """Seconds of processor time, and pairs compared."""
    from benchmarks.undertakings import invented
    from toolkit.corpus.clustering import clusters, least
    from toolkit.corpus.ledger import THRESHOLD
    from toolkit.corpus.matching import Pool

    told = list(invented(articles))
    began = measure.spent()
    pool = Pool.of(told)
    pool.near(least(THRESHOLD))
    clusters(pool, THRESHOLD, {})
    return measure.spent() - began, pool.comparisons["pairs"]


def _times(sizes: Sequence[int]) -> str:
    few, many = sizes
    return f"{many:,} ÷ {few:,}"


def terms(bench: Bench) -> Iterator[tuple[str, float, str]]:
    """How the time for key terms grows with the length of an article."""
    from toolkit.articles import Article
    from toolkit.nlp.document.parsing import parse
    from toolkit.nlp.keyterms import key_terms
    from toolkit.nlp.pipeline import load_model

    text = "\n\n".join(path.read_text(encoding="utf-8") for path in bench.given)
    texts = [(text * (size // len(text) + 1))[:size] for size in (8000, 33000)]
    docs = [doc for _, doc in parse(load_model(), [Article(doc_id=str(n), text=t) for n, t in enumerate(texts)])]
    key_terms(docs[0])  # what is loaded lazily

    def one(doc: object) -> float:
        began = measure.spent()
        key_terms(doc)  # type: ignore[arg-type]
        return measure.spent() - began

    short, long = (bench.median(lambda doc=doc: one(doc)) for doc in docs)  # type: ignore[misc]
    yield "key terms, 33,000 characters ÷ 8,000, CPU", long / short, "≤ 5"


def dask(bench: Bench) -> Iterator[tuple[str, float, str]]:
    """Two standing workers of Dask against one process that begins from nothing, as each would be used."""
    from distributed import LocalCluster

    def extract(address: str) -> float:
        articles = bench.articles(200)
        output = articles.with_name(f"{articles.name}-rows")
        command = [*READOUT, "extract", articles, "--output", output, "--dask", address, "--piece", "10"]
        return measure.run(command, bench.folder).wall

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as cluster:
        extract(cluster.scheduler_address)  # the workers load the model
        ratio = bench.median(lambda: extract(cluster.scheduler_address) / bench.extract(bench.articles(200)).wall)
    yield "Dask on two standing workers ÷ one process, wall, extraction of 200 articles", ratio, "≤ 0.65 on two cores"


FIGURES: dict[str, Callable[[Bench], Iterator[tuple[str, float, str]]]] = {
    figure.__name__: figure
    for figure in (reports, overhead, jobs, extraction, unchanged, terms, ledger, dask, growth, memory)
}
"""All figures by name."""

LONG = frozenset({"growth", "memory"})
"""Those that take hours on a small machine."""
