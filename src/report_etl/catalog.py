"""The files in `schemas/`, read and checked: YAML → `TableSpec`, `PublisherSpec`, `LexiconEntry`, words.

A file says what a thing is called, never what to do with it. Every mistake is a `SchemaError` that
starts with the file and the position, so that the editor can jump there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import yaml

from report_etl.columns import COLUMN_TYPES
from report_etl.errors import SchemaError
from report_etl.records import RECORD_KINDS

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column that a kind of table may have.

    `field` is the field of the record that the cells fill (None: read, kept with the table, no
    field of a record). `labels` are the printed headers; `endings` the ends of headers whose
    beginning varies (`…数量`). `many` allows several such columns in one table.
    """

    field: str | None
    type: str
    labels: tuple[str, ...]
    endings: tuple[str, ...] = ()
    required: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A kind of table: how its captions speak, which columns it has, which records it gives."""

    kind: str
    records: tuple[str, ...]
    captions: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]

    @property
    def key(self) -> int:
        """The index of the column that every row has: the first that is required."""
        return next(index for index, column in enumerate(self.columns) if column.required)

    @property
    def of_figures(self) -> bool:
        """Whether it has several columns of figures, whatever their labels."""
        return any(column.many for column in self.columns)


@dataclass(frozen=True, slots=True)
class PublisherSpec:
    """How to know a publisher, and what its reports print that is no content.

    `url_hosts` are host names without `www.`; `noise` are patterns that match a whole line.
    """

    id: str
    names: tuple[str, ...]
    url_hosts: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A reviewed repair of a misread word."""

    before: str
    after: str
    certain: bool


@dataclass(frozen=True)
class Catalog:
    """Everything declared in `schemas/`. `digest` names its exact content (16 hex digits).

    `wording` holds the word lists that statements are read by, `short_forms` what words are written out as.
    """

    digest: str = "0"
    tables: tuple[TableSpec, ...] = ()
    publishers: tuple[PublisherSpec, ...] = ()
    lexicon: tuple[LexiconEntry, ...] = ()
    wording: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    short_forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)


_WORDING = "wording.yaml"
# Every list that statements are read by; what each is for is said in the file.
_WORD_LISTS = """
    link hedge forecast expected adverb total each up down reach from compare base share than beyond
    beyond_levels now times turns alters lowers no_objects moves swings trends works held_beside verbs
    light_verbs empty_verbs carrying_verbs leading_verbs gives wins reaches causes drives modifiers cores
    suffixes no_tails growth_nouns share_nouns rate_nouns money_nouns count_nouns part_nouns time_nouns sizes
    paces speeds verbs_alone limits named_behind named_ends events sums ranks raises milestones
    begins_predicate asked population opinions doing parts_of_people deemed described persons person_units
    leads reported publishing supposes supposing says speakers reckoned results parting_adverbs tenses
    parting_words leading_words modals no_topics states of_lists influences circumstances scopes everywhere
    nameless short_names predicates prepositions classes firm_endings firm_forms not_firms describes_firm
    sources aspects refers_to_firm refers_to_self refers_to_place refers_to_industry refers_to_thing
    not_after_firm kinds trades firm_measures aggregates market_measures stocks firm_rates firm_results
    classifiers durations counted counted_together what_they_are codes
    url_labels prices_labels phones_labels emails_labels publisher_labels report_number_labels
    published_labels contact_labels
"""
# What an extraction depends on besides `schemas/`: our code and the libraries that read PDFs.
_RULES = ("language", "readers", "extract", "audit", "catalog.py", "columns.py", "models.py", "records.py")
_READERS = ("pdfplumber", "pdfminer.six")


def schema_folder() -> Path:
    """`schemas/` of the installed package, or of the checkout."""
    installed = Path(__file__).parent / "schemas"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "schemas"


@lru_cache(maxsize=1)
def load_catalog() -> Catalog:
    """The catalog of the installed package (or of the checkout).

    Raises:
        SchemaError: a file is wrong; the message starts with its path and position.
    """
    return read_catalog(schema_folder())


@lru_cache(maxsize=1)
def rules_digest() -> str:
    """Names all that decides what an extraction says (16 hex digits): schemas, code, PDF libraries.

    What is stored with an extraction: the same bytes and the same digest give the same JSON.
    """
    digest = hashlib.sha256(load_catalog().digest.encode())
    package = Path(__file__).parent
    for part in _RULES:
        for path in sorted((package / part).rglob("*.py")) if "." not in part else [package / part]:
            digest.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    for library in _READERS:
        digest.update(f"{library} {metadata.version(library)}\0".encode())
    return digest.hexdigest()[:16]


def read_catalog(folder: Path) -> Catalog:
    """The catalog declared in `folder`."""
    digest = hashlib.sha256()
    tables: list[TableSpec] = []
    publishers: list[PublisherSpec] = []
    lexicon: tuple[LexiconEntry, ...] = ()
    wording: Mapping[str, tuple[str, ...]] = {}
    short_forms: Mapping[str, Mapping[str, str]] = {}
    for path in _schema_files(folder):
        name, data = path.relative_to(folder).as_posix(), _read(path)
        digest.update(f"{name}\0{data}\0".encode())
        node = _compose(path, data)
        if name.startswith("tables/"):
            tables.append(_table(node, path))
        elif name.startswith("publishers/"):
            publishers.append(_publisher(node, path))
        elif path.name == _WORDING:
            wording, short_forms = _wording(node)
        else:
            lexicon = tuple(_lexicon_entry(item) for item in node.items())
    return Catalog(digest.hexdigest()[:16], tuple(tables), tuple(publishers), lexicon, wording, short_forms)


def check_catalog(folder: Path | None = None) -> list[str]:
    """Every mistake in `schemas/` as one sentence each; an empty list when all is well."""
    folder = folder or schema_folder()
    problems: list[str] = []
    kinds: dict[str, Path] = {}
    for path in _schema_files(folder):
        try:
            node = _compose(path, _read(path))
            name = path.relative_to(folder).as_posix()
            if name.startswith("tables/"):
                spec = _table(node, path)
                if spec.kind in kinds:
                    problems.append(f"{path}: the kind {spec.kind} is already declared in {kinds[spec.kind]}")
                kinds[spec.kind] = path
            elif name.startswith("publishers/"):
                _publisher(node, path)
            elif path.name == _WORDING:
                _wording(node)
            else:
                for item in node.items():
                    _lexicon_entry(item)
        except SchemaError as error:
            problems.append(str(error))
    if not kinds:
        problems.append(f"{folder}: there is no table kind in tables/; is this the right folder?")
    return problems


def _schema_files(folder: Path) -> list[Path]:
    files = sorted((folder / "tables").glob("*.yaml")) + sorted((folder / "publishers").glob("*.yaml"))
    return files + [folder / name for name in ("lexicon.yaml", _WORDING) if (folder / name).is_file()]


# --- the content of each file ------------------------------------------------------------------


def _table(node: _Node, path: Path) -> TableSpec:
    fields = node.mapping("kind", "records", "captions", "columns", required=("kind", "records", "columns"))
    kind = fields["kind"].text()
    if kind != path.stem:
        raise fields["kind"].error(f"the kind must be {path.stem}, as the file is called")
    records = tuple(item.text() for item in fields["records"].items())
    for item in fields["records"].items():
        if item.text() not in RECORD_KINDS:
            raise item.error(f"{item.text()} is no record kind; there are {', '.join(RECORD_KINDS)}")
    known = {name for record in records for name in RECORD_KINDS[record].model_fields}
    columns = tuple(_column(item, known) for item in fields["columns"].items())
    if not columns:
        raise fields["columns"].error("a table needs at least one column")
    captions = tuple(item.text() for item in fields["captions"].items()) if "captions" in fields else ()
    return TableSpec(kind, records, captions, columns)


def _column(node: _Node, known: set[str]) -> ColumnSpec:
    fields = node.mapping("field", "type", "labels", "endings", "required", "many", required=("type",))
    field = fields["field"].text() if "field" in fields else None
    if field is not None and field not in known:
        raise fields["field"].error(
            f"{field} is no field of the records; there are {', '.join(sorted(known))}"
        )
    column_type = fields["type"].text()
    if column_type not in COLUMN_TYPES:
        raise fields["type"].error(
            f"{column_type} is no column type; there are {', '.join(sorted(COLUMN_TYPES))}"
        )
    labels = fields["labels"].texts() if "labels" in fields else ()
    endings = fields["endings"].texts() if "endings" in fields else ()
    required = fields["required"].flag() if "required" in fields else False
    many = fields["many"].flag() if "many" in fields else False
    return ColumnSpec(field, column_type, labels, endings, required, many)


def _publisher(node: _Node, path: Path) -> PublisherSpec:
    fields = node.mapping("id", "names", "url_hosts", "noise", required=("id", "names"))
    if fields["id"].text() != path.stem:
        raise fields["id"].error(f"the id must be {path.stem}, as the file is called")
    names = fields["names"].texts()
    if not names:
        raise fields["names"].error("a publisher needs at least one name")
    noise = tuple(item.pattern() for item in fields["noise"].items()) if "noise" in fields else ()
    hosts = fields["url_hosts"].texts() if "url_hosts" in fields else ()
    return PublisherSpec(path.stem, names, hosts, noise)


def _lexicon_entry(node: _Node) -> LexiconEntry:
    fields = node.mapping("before", "after", "certain", required=("before", "after", "certain"))
    before, after = fields["before"].text(), fields["after"].text()
    if before == after:
        raise node.error("before and after are the same")
    return LexiconEntry(before, after, fields["certain"].flag())


def _wording(node: _Node) -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, str]]]:
    lists, pairs = _WORD_LISTS.split(), ("short_forms", "counted_verbs")
    fields = node.mapping(*lists, *pairs, required=(*lists, *pairs))
    return {name: fields[name].words() for name in lists}, {name: fields[name].pairs() for name in pairs}


# --- YAML with positions -----------------------------------------------------------------------


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaError(f"{path}: cannot be read as UTF-8 text ({error})") from error


def _compose(path: Path, data: str) -> _Node:
    try:
        root = yaml.compose(data, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise SchemaError(f"{path}{where}: this is no YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise SchemaError(f"{path}: this is no YAML: {error}") from error
    if root is None:
        raise SchemaError(f"{path}:1:1: the file is empty")
    return _Node(root, path)


@dataclass(frozen=True)
class _Node:
    """A YAML node that knows its file, so that every complaint has a position."""

    node: yaml.Node
    path: Path

    def error(self, message: str) -> SchemaError:
        mark = self.node.start_mark
        return SchemaError(f"{self.path}:{mark.line + 1}:{mark.column + 1}: {message}")

    def mapping(self, *allowed: str, required: tuple[str, ...] = ()) -> dict[str, _Node]:
        """The values by key; an unknown, missing or repeated key is an error."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(f"a mapping with the keys {', '.join(allowed)} is needed here")
        found: dict[str, _Node] = {}
        for key_node, value in self.node.value:
            key = _Node(key_node, self.path)
            name = key.text()
            if name not in allowed:
                raise key.error(f"{name} is no key here; there are {', '.join(allowed)}")
            if name in found:
                raise key.error(f"{name} stands here twice")
            found[name] = _Node(value, self.path)
        for name in required:
            if name not in found:
                raise self.error(f"the key {name} is missing")
        return found

    def items(self) -> Iterator[_Node]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("a list is needed here")
        return (_Node(item, self.path) for item in self.node.value)

    def text(self) -> str:
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.error("a text is needed here")
        return str(self.node.value)

    def texts(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for item in self.items():
            if item.text() in found:
                raise item.error(f"{item.text()} stands in this list twice")
            found[item.text()] = None
        return tuple(found)

    def words(self) -> tuple[str, ...]:
        """Words with blanks between them, each once."""
        words = self.text().split()
        twice = next((word for i, word in enumerate(words) if word in words[:i]), None)
        if twice:
            raise self.error(f"{twice} stands in this list twice")
        return tuple(words)

    def pairs(self) -> dict[str, str]:
        """Words and what stands for them."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("a mapping is needed here")
        nodes = [(_Node(key, self.path), _Node(value, self.path)) for key, value in self.node.value]
        return {key.text(): value.text() for key, value in nodes}

    def flag(self) -> bool:
        if self.text() not in ("true", "false"):
            raise self.error("true or false is needed here")
        return self.text() == "true"

    def pattern(self) -> str:
        try:
            re.compile(self.text())
        except re.error as error:
            raise self.error(f"this is no regular expression: {error}") from error
        return self.text()
