"""The tables that a graph is exported as: their columns, keys and references, and the property that each column holds.

Every class of the ontology that holds facts has a table with a row per thing, every property that may have several
values one with a row per value. Beside a column of ids stands one of names (`person_id`, `person`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """What stands in the cells of a column."""

    ID = "id"  # of the row itself
    REFERENCE = "reference"  # the id of a row of another table
    NAME = "name"  # what the thing of a reference, or of the row itself, is called
    PREFERRED = "preferred"  # its preferred name in one language
    COPY = "copy"  # a column of the row that a reference leads to
    CONCEPT = "concept"  # a value of ours: `done`, `meeting`
    TERM = "term"  # a property: `org:holds`
    TEXT = "text"
    WORDS = "words"  # text in the language that the row names
    LANGUAGE = "language"
    ADDRESS = "address"
    DATE = "date"  # a day, month or year
    MOMENT = "moment"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `of` is the property it holds, empty where what it holds follows from others.

    A reference leads to a row of `table`; of one that is `inward` the property is the other thing's (an event has the
    participation). A name is that of the thing in column `along`; a copy is taken from the row there, from its column
    `of`; a preferred name is the one in the language `of`.
    """

    name: str
    form: Form
    about: str
    of: str = ""
    table: str = ""
    along: str = ""
    is_inward: bool = False


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: `key` are the columns that tell its rows apart, `classes` those of its things.

    A table without classes has a row for each value of a property of the things of another table.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    classes: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[Column, ...]:
        """The columns that lead to rows of other tables; the id of a thing with a name is one of them."""
        return tuple(column for column in self.columns if column.table)

    @property
    def is_named(self) -> bool:
        """Whether its things have names."""
        return any(column.name == "name_en" for column in self.columns)

    def find_column(self, name: str) -> Column:
        """Gives a column by its name."""
        return next(column for column in self.columns if column.name == name)


def _refer(name: str, table: str, about: str, of: str = "", *, is_inward: bool = False) -> tuple[Column, ...]:
    """Gives a column of ids, and the one of names where the things there have any."""
    reference = Column(f"{name}_id", Form.REFERENCE, f"{about}: its id", of, table, is_inward=is_inward)
    named = (Column(name, Form.NAME, about, along=reference.name),) if table in _CALLED else ()
    return (*named, reference)


def _make_things(name: str, about: str, classes: str, *columns: Column) -> TableSchema:
    own = Column("id", Form.ID, "its id, as kg show takes it", table="things")
    return TableSchema(name, about, (own, *_NAMES, *columns), classes=tuple(classes.split()))


def _make_nodes(name: str, about: str, classes: str, *columns: Column) -> TableSchema:
    own = Column("id", Form.ID, "its id, as kg show takes it")
    return TableSchema(name, about, (own, *columns), classes=tuple(classes.split()))


def _make_values(name: str, about: str, *columns: Column) -> TableSchema:
    key = tuple(column.name for column in columns if column.form is not Form.NAME)
    return TableSchema(name, about, columns, key)


_CALLED = (
    "things",
    "people",
    "offices",
    "bodies",
    "places",
    "initiatives",
    "topics",
    "events",
    "agreements",
    "releases",
)
_NAME = Column("name", Form.NAME, "what it is called: in English where it has an English name", along="id")
_NAMES = (
    _NAME,
    Column("name_en", Form.PREFERRED, "its preferred name in English", "en"),
    Column("name_zh_hant", Form.PREFERRED, "its preferred name in traditional characters", "zh-Hant"),
    Column("name_zh_hans", Form.PREFERRED, "its preferred name in simplified characters", "zh-Hans"),
)
_LANGUAGE = Column("language", Form.LANGUAGE, "the language of the words: en, zh-Hant or zh-Hans")
_STATUS = Column("status", Form.CONCEPT, "done, planned or cancelled", "gba:status")
_SPAN = (
    Column("earliest", Form.DATE, "the first day that its dates allow", "gba:earliest"),
    Column("latest", Form.DATE, "the last day that its dates allow", "gba:latest"),
)
_RESTATED = "whether the sentence is our own wording of a release, and no quotation"
_OF_EVENT = _refer("event", "events", "the event")

SCHEMAS: Final = (
    TableSchema(
        "things",
        "everything that statements are made about: whatever an id of any kind leads to is found here",
        (
            Column("id", Form.ID, "its id, as kg show takes it"),
            Column("kind", Form.TEXT, "person, post, body, mechanism, place, initiative, agreement, event ..."),
            _NAME,
        ),
    ),
    _make_things("people", "the people", "foaf:Person"),
    _make_values(
        "honorifics",
        "how people are addressed",
        *_refer("person", "people", "the person"),
        Column("honorific", Form.TEXT, "Mr, Ms, Dr, Professor ... as printed", "gba:honorific"),
    ),
    _make_things(
        "offices",
        "the offices, each in its body",
        "org:Post",
        *_refer("body", "bodies", "its body", "org:postIn"),
        Column("is_shared", Form.FLAG, "whether it is known that several people hold it at once", "gba:severalSeats"),
    ),
    _make_things(
        "bodies",
        "the bodies (governments, bureaux, companies ...) and the mechanisms made by several of them",
        "org:FormalOrganization org:OrganizationalCollaboration",
        Column("thing_kind", Form.COPY, "body, or mechanism: a joint conference, a task force ...", "kind", along="id"),
        Column("kind", Form.CONCEPT, "government, bureau, department, company ...", "org:classification"),
        *_refer("place", "places", "the area it is responsible for", "dct:spatial"),
    ),
    _make_values(
        "body_parents",
        "which body is part of which",
        *_refer("body", "bodies", "the body"),
        *_refer("parent", "bodies", "what it is part of", "org:subOrganizationOf"),
    ),
    _make_values(
        "mechanism_members",
        "the bodies that make up a mechanism",
        *_refer("mechanism", "bodies", "the mechanism"),
        *_refer("member", "bodies", "a body that it is made of", "org:hasMember"),
    ),
    _make_nodes(
        "body_changes",
        "when bodies were set up, split, merged or ended",
        "org:ChangeEvent",
        Column("changed_on", Form.DATE, "the first day of what came of it, or the month or year", "dct:date"),
        *_SPAN,
    ),
    _make_values(
        "body_originals",
        "the bodies that went into a change",
        Column("change_id", Form.REFERENCE, "the change: its id", table="body_changes"),
        *_refer("body", "bodies", "a body before it", "org:originalOrganization"),
    ),
    _make_values(
        "body_results",
        "the bodies that came out of a change",
        Column("change_id", Form.REFERENCE, "the change: its id", table="body_changes"),
        *_refer("body", "bodies", "a body after it", "org:resultingOrganization"),
    ),
    _make_nodes(
        "namings",
        "for which time a body or office had another name than today, or has that of today",
        "gba:Naming",
        *_refer("thing", "things", "the body or office", "gba:naming", is_inward=True),
        Column("start_date", Form.DATE, "when the name began, where that is known", "schema:startDate"),
        Column("end_date", Form.DATE, "when it ended, where it did", "schema:endDate"),
        *_SPAN,
    ),
    _make_values(
        "naming_names",
        "the name of that time, in each language",
        Column("naming_id", Form.REFERENCE, "the naming: its id", table="namings"),
        Column("name", Form.WORDS, "the name", "schema:name"),
        _LANGUAGE,
    ),
    _make_things(
        "places",
        "the places",
        "schema:Place",
        Column("kind", Form.CONCEPT, "province, city, district, zone ...", "gba:placeKind"),
        *_refer("part_of", "places", "the place around it", "schema:containedInPlace"),
    ),
    _make_things(
        "initiatives",
        "named plans, schemes, policies, projects, programmes, funds",
        "gba:Initiative",
        Column("kind", Form.CONCEPT, "plan, scheme, policy ...", "gba:initiativeKind"),
        _STATUS,
    ),
    _make_things(
        "topics", "the topics", "skos:Concept", *_refer("broader", "topics", "the wider topic", "skos:broader")
    ),
    _make_things(
        "events",
        "visits, meetings, signings ...: who took part is in participations",
        "schema:Event",
        Column("type", Form.CONCEPT, "visit, meeting, signing, ceremony, conference ...", "gba:eventType"),
        _STATUS,
        Column("start_date", Form.DATE, "the day, month or year it was in, or began", "schema:startDate"),
        Column("end_date", Form.DATE, "when it ended, where that is stated", "schema:endDate"),
        Column("date_basis", Form.CONCEPT, "how the date is known", "gba:dateBasis"),
        *_SPAN,
    ),
    _make_values(
        "event_previous_dates",
        "the dates for which it was planned before, and from which it was put off",
        *_OF_EVENT,
        Column("previous_date", Form.DATE, "the day, month or year planned before", "schema:previousStartDate"),
    ),
    _make_values(
        "event_places", "where it was", *_OF_EVENT, *_refer("place", "places", "the place", "schema:location")
    ),
    _make_values(
        "event_visits",
        "the bodies and places that were visited at it",
        *_OF_EVENT,
        *_refer("visited", "things", "what was visited", "gba:visited"),
    ),
    _make_values(
        "event_topics",
        "the topics and initiatives it was about",
        *_OF_EVENT,
        *_refer("topic", "things", "a topic or an initiative", "schema:about"),
    ),
    _make_values(
        "event_mechanisms",
        "the mechanism under which it was held",
        *_OF_EVENT,
        *_refer("mechanism", "bodies", "the mechanism", "gba:underMechanism"),
    ),
    _make_values(
        "event_parents",
        "the wider event it belongs to",
        *_OF_EVENT,
        *_refer("parent", "events", "the wider event", "schema:superEvent"),
    ),
    _make_values(
        "event_matters",
        "what it was about, in the words of the release",
        *_OF_EVENT,
        Column("matter", Form.WORDS, "the words", "gba:matter"),
        _LANGUAGE,
    ),
    _make_values(
        "event_themes",
        "the theme that is stated",
        *_OF_EVENT,
        Column("theme", Form.WORDS, "the theme", "gba:theme"),
        _LANGUAGE,
    ),
    _make_things(
        "agreements",
        "memoranda, framework agreements, arrangements: who signed is in participations",
        "gba:Agreement",
        _STATUS,
        Column("signed_on", Form.DATE, "the day, month or year of the signing", "gba:signedOn"),
        *_SPAN,
    ),
    _make_values(
        "agreement_signings",
        "the events at which it was signed",
        *_refer("agreement", "agreements", "the agreement"),
        *_refer("event", "events", "an event at which it was signed", "gba:signedAt"),
    ),
    _make_values(
        "agreement_parties",
        "the bodies that it binds",
        *_refer("agreement", "agreements", "the agreement"),
        *_refer("party", "bodies", "a body that it binds", "gba:party"),
    ),
    _make_values(
        "agreement_sentences",
        "the sentences that tell of its signing",
        *_refer("agreement", "agreements", "the agreement"),
        *_refer("sentence", "sentences", "a sentence that tells of its signing", "prov:wasDerivedFrom"),
    ),
    _make_nodes(
        "tenures",
        "who was seen in, or stated to hold, which office: one row for each day it was seen on or each stated time",
        "gba:Tenure",
        *_refer("person", "people", "the person", "org:member"),
        *_refer("office", "offices", "the office", "gba:post"),
        *_refer("body", "bodies", "the body", "org:organization"),
        Column("capacity", Form.CONCEPT, "substantive, acting, former or designate", "gba:capacity"),
        Column("attested_on", Form.DATE, "the day a release shows the person in the office", "gba:attestedOn"),
        Column("announced_on", Form.DATE, "the day it was said to be still to come", "gba:announcedOn"),
        Column("start_date", Form.DATE, "when it began, only where that is stated", "schema:startDate"),
        Column("end_date", Form.DATE, "when it ended, only where that is stated", "schema:endDate"),
        *_SPAN,
    ),
    _make_nodes(
        "participations",
        "who had which part in an event or agreement",
        "gba:Participation",
        *_refer("event", "events", "the event", "gba:participation", is_inward=True),
        *_refer("agreement", "agreements", "the agreement", "gba:participation", is_inward=True),
        *_refer("agent", "things", "the person or body", "gba:agent"),
        Column("role", Form.CONCEPT, "chair, signatory, witness, host, speaker ...", "gba:role"),
        *_refer("on_behalf_of", "bodies", "the body that was signed or spoken for", "gba:onBehalfOf"),
        *_refer("in_office", "offices", "the office in which", "gba:inOffice"),
    ),
    _make_nodes(
        "indicators",
        "figures that a release states",
        "gba:Indicator",
        *_refer("about", "things", "what the figure is about", "schema:about"),
        Column("least", Form.NUMBER, "the lower bound (over, at least)", "schema:minValue"),
        Column("most", Form.NUMBER, "the upper bound (up to)", "schema:maxValue"),
        Column("value", Form.NUMBER, "the figure itself", "schema:value"),
        Column("is_approximate", Form.FLAG, "whether it is only about so much", "gba:approximate"),
        Column("unit", Form.WORDS, "what is counted, in the words of the release", "schema:unitText"),
        _LANGUAGE,
        Column("as_of", Form.DATE, "the day, month or year of the figure", "gba:asOf"),
        *_SPAN,
    ),
    _make_nodes(
        "releases",
        "the press releases, each language version for itself",
        "gba:Release",
        Column("language", Form.LANGUAGE, "en or zh-Hant", "dct:language"),
        Column("title", Form.WORDS, "its title", "dct:title"),
        Column("issued", Form.MOMENT, "when it was issued", "dct:issued"),
        Column("url", Form.ADDRESS, "its address", "dct:source"),
        Column("restated", Form.FLAG, "whether the text is our own wording of it, and no quotation", "gba:restated"),
        *_refer("translation", "releases", "the other language version", "schema:workTranslation"),
    ),
    _make_nodes(
        "sentences",
        "the sentences that say something",
        "gba:Sentence",
        Column("text", Form.WORDS, "the sentence", "oa:exact"),
        _LANGUAGE,
        *_refer("release", "releases", "its release", "dct:isPartOf"),
        Column("issued", Form.COPY, "when the release was issued", "issued", along="release_id"),
        Column("url", Form.COPY, "the address of the release", "url", along="release_id"),
        Column("restated", Form.COPY, _RESTATED, "restated", along="release_id"),
        Column("ordinal", Form.INTEGER, "which sentence of the release it is", "gba:ordinal"),
        Column("start_offset", Form.INTEGER, "where it begins in the stored text, in code points", "oa:start"),
        Column("end_offset", Form.INTEGER, "where it ends", "oa:end"),
    ),
    _make_values(
        "mentions",
        "which release names what",
        *_refer("release", "releases", "the release"),
        *_refer("thing", "things", "what it names", "schema:mentions"),
    ),
    _make_nodes(
        "reference_rows",
        "the rows of reference tables that facts come from where no release says them",
        "gba:ReferenceRecord",
        Column("source", Form.ADDRESS, "where the row comes from", "dct:source"),
        Column("row_name", Form.TEXT, "which row it is", "gba:row"),
    ),
    TableSchema(
        "names",
        "all names of all things",
        (
            Column("thing_id", Form.REFERENCE, "the thing: its id", table="things"),
            Column("name", Form.WORDS, "a name of it"),
            _LANGUAGE,
            Column("kind", Form.TEXT, "preferred: the name to show in this language; other: a short form, a spelling"),
        ),
        ("thing_id", "name", "language", "kind"),
    ),
    TableSchema(
        "statements",
        "one row for each fact, with its first sentence (in English where there is one); all are found by claims",
        (
            Column("id", Form.ID, "its id, in these tables only"),
            *_refer("subject", "things", "whom or what it is about"),
            Column("predicate", Form.TERM, "the property: org:holds, gba:metWith ..."),
            Column("verb", Form.TEXT, "the same in words: held, met ..."),
            *_refer("object", "things", "the other thing, if it is one"),
            Column("object_text", Form.TEXT, "the words, if it is no thing"),
            Column("object_language", Form.LANGUAGE, "the language of these words"),
            Column("status", Form.CONCEPT, "the surest of its claims: done, planned or cancelled"),
            Column("is_held", Form.FLAG, "whether the graph has it as a triple: done, and if an office, then not over"),
            Column("claims", Form.INTEGER, "how many sentences and rows of reference tables say it"),
            Column("sentence", Form.COPY, "its first sentence", "text", along="sentence_id"),
            Column("sentence_id", Form.REFERENCE, "its first sentence: its id", table="sentences"),
            Column("restated", Form.COPY, _RESTATED, "restated", along="sentence_id"),
        ),
    ),
    _make_nodes(
        "claims",
        "which sentence, or row of a reference table, says which statement",
        "gba:Claim",
        Column("statement_id", Form.REFERENCE, "the statement: its id", table="statements"),
        Column("sentence_id", Form.REFERENCE, "the sentence that says it", "prov:wasDerivedFrom", "sentences"),
        Column(
            "reference_row_id", Form.REFERENCE, "or the row that states it", "prov:wasDerivedFrom", "reference_rows"
        ),
        Column("tenure_id", Form.REFERENCE, "the tenure it tells of", "gba:elaboratedBy", "tenures"),
        Column("participation_id", Form.REFERENCE, "the part it tells of", "gba:elaboratedBy", "participations"),
        *_refer("stated_by", "people", "who said so, where speech is reported", "gba:statedBy"),
        Column("status", Form.CONCEPT, "planned or cancelled; empty where it is told as done", "gba:status"),
        Column(
            "told_start", Form.DATE, "when, as it tells, an event was or is to be that has several", "gba:toldStart"
        ),
        Column("told_end", Form.DATE, "when, as it tells, that ended or is to end", "gba:toldEnd"),
        Column("told_previous", Form.DATE, "from when, as it tells, that was put off", "gba:toldPrevious"),
        Column("rule", Form.TEXT, "the rule by which it was read", "gba:rule"),
    ),
    TableSchema(
        "others",
        "triples that no other table holds",
        (
            Column("number", Form.INTEGER, "the number of the row"),
            Column("subject", Form.TEXT, "its subject: an id or IRI"),
            Column("property", Form.TERM, "its property"),
            Column("value", Form.TEXT, "its value: an id, an IRI or text"),
            Column("kind", Form.TEXT, "iri, literal or blank"),
            _LANGUAGE,
            Column("datatype", Form.TEXT, "the datatype of a literal"),
        ),
        ("number",),
    ),
)


def find_schema(name: str) -> TableSchema:
    """Gives a table by its name."""
    return next(schema for schema in SCHEMAS if schema.name == name)


def find_form(schema: TableSchema, column: Column) -> Form:
    """Gives what stands in the cells of a column of a table; of a copy what stands there where it is copied from."""
    if column.form is not Form.COPY:
        return column.form
    source = find_schema(schema.find_column(column.along).table)
    return find_form(source, source.find_column(column.of))
