-- Tables are for this program and may change with user_version; the views at the end are for everybody and keep their columns.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- A text. `given` is the id it came under, `id` the one it is kept as: two texts under one id are kept apart.
CREATE TABLE document (
  pk INTEGER PRIMARY KEY,
  given TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT, date TEXT, publisher TEXT, byline TEXT, url TEXT, sketch TEXT,
  home TEXT,
  UNIQUE (given, sha256)
);
CREATE INDEX document_id ON document (id);

-- Parts of the sketches of texts, as numbers: copies of one text share some.
CREATE TABLE band (number INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (number, document)) WITHOUT ROWID;

-- What was read, text and headline and day: the same again costs nothing.
CREATE TABLE reading (hash BLOB NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (document, hash)) WITHOUT ROWID;

-- An actor as one document shows it, and who that is among all documents. No actor: said in passing, left out.
CREATE TABLE sighting (
  pk INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  given TEXT NOT NULL,
  label TEXT NOT NULL, kind TEXT NOT NULL, wikidata TEXT, aliases TEXT,
  mentions INTEGER NOT NULL,
  passing INTEGER NOT NULL,
  actor INTEGER,
  shown TEXT
);
CREATE INDEX sighting_document ON sighting (document);
CREATE INDEX sighting_given ON sighting (given) WHERE NOT passing;
CREATE INDEX sighting_actor ON sighting (actor);

-- For each name that no registry knows: in how many documents, in how many of them no description, and how bearers are told apart.
CREATE TABLE bearer (id TEXT PRIMARY KEY, documents INTEGER NOT NULL, names INTEGER NOT NULL, way INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX bearer_gone ON bearer (documents) WHERE documents = 0;
CREATE TABLE office (person TEXT NOT NULL, document INTEGER NOT NULL, country TEXT NOT NULL, PRIMARY KEY (person, document, country)) WITHOUT ROWID;
CREATE INDEX office_document ON office (document);

CREATE TABLE actor (
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'unknown', wikidata TEXT,
  mentions INTEGER NOT NULL DEFAULT 0,
  documents INTEGER NOT NULL DEFAULT 0,
  plain_id TEXT NOT NULL, plain_label TEXT NOT NULL DEFAULT ''
);
CREATE INDEX actor_gone ON actor (documents) WHERE documents = 0;
CREATE INDEX actor_plain_id ON actor (plain_id);
CREATE INDEX actor_plain_label ON actor (plain_label);

-- How many documents give an actor which label (0), name (1), kind (2), Wikidata item (3), with how many mentions.
CREATE TABLE tally (
  actor INTEGER NOT NULL, what INTEGER NOT NULL, value TEXT NOT NULL, plain TEXT,
  documents INTEGER NOT NULL, mentions INTEGER NOT NULL,
  PRIMARY KEY (actor, what, value)
) WITHOUT ROWID;
CREATE INDEX tally_plain ON tally (plain) WHERE what = 1;

CREATE TABLE relation (pk INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

-- target 0: nobody is named.
CREATE TABLE edge (
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  source INTEGER NOT NULL, relation INTEGER NOT NULL, target INTEGER NOT NULL, negated INTEGER NOT NULL,
  sign INTEGER NOT NULL, symmetric INTEGER NOT NULL,
  weight INTEGER NOT NULL, first TEXT, last TEXT, modality INTEGER NOT NULL, claimed INTEGER NOT NULL
);
CREATE UNIQUE INDEX edge_source ON edge (source, relation, target, negated);
CREATE INDEX edge_target ON edge (target, relation, source);
CREATE INDEX edge_relation ON edge (relation);
CREATE INDEX edge_id ON edge (id);

CREATE TABLE sentence (
  pk INTEGER PRIMARY KEY,
  document INTEGER NOT NULL, number INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX sentence_document ON sentence (document);

-- One place that states an edge. Ends are the document's sightings, in the order of the text; `turned` where the edge has them the
-- other way round. `places`: trigger, source and target, each in bytes and in characters.
CREATE TABLE statement (
  pk INTEGER PRIMARY KEY,
  document INTEGER NOT NULL, sentence INTEGER NOT NULL, edge INTEGER NOT NULL,
  source INTEGER NOT NULL, target INTEGER, holder INTEGER, turned INTEGER NOT NULL,
  relation INTEGER NOT NULL, negated INTEGER NOT NULL, sign INTEGER NOT NULL, symmetric INTEGER NOT NULL,
  modality INTEGER NOT NULL, confidence INTEGER NOT NULL, day TEXT,
  trigger TEXT NOT NULL, source_text TEXT NOT NULL, target_text TEXT, places TEXT NOT NULL,
  holder_label TEXT, plover TEXT, cameo TEXT, title TEXT, about TEXT, amount TEXT, date TEXT, date_text TEXT, rule TEXT NOT NULL
);
CREATE INDEX statement_edge ON statement (edge);
CREATE INDEX statement_document ON statement (document);
CREATE INDEX statement_holder ON statement (holder) WHERE holder IS NOT NULL;
CREATE INDEX statement_sentence ON statement (sentence);
CREATE INDEX statement_day ON statement (day);

CREATE VIRTUAL TABLE words USING fts5 (text, content = 'sentence', content_rowid = 'pk', tokenize = 'porter unicode61 remove_diacritics 2');

CREATE VIEW documents AS
  SELECT id, sha256, title, date, publisher, url, byline FROM document;
CREATE VIEW actors AS
  SELECT id, label, kind, wikidata, mentions, documents FROM actor;
CREATE VIEW aliases AS
  SELECT actor.id AS actor, tally.value AS alias, tally.documents, tally.mentions
  FROM tally JOIN actor ON actor.pk = tally.actor WHERE tally.what = 1;
CREATE VIEW edges AS
  SELECT edge.id, source.id AS source, source.label AS source_label, relation.name AS relation,
    iif(edge.negated, 'negated', 'affirmed') AS polarity, target.id AS target, target.label AS target_label,
    iif(edge.negated, -edge.sign, edge.sign) AS stance, edge.weight, edge.first, edge.last,
    CASE edge.modality WHEN 0 THEN 'actual' WHEN 1 THEN 'planned' WHEN 2 THEN 'asked' ELSE 'possible' END AS modality,
    edge.claimed
  FROM edge JOIN actor AS source ON source.pk = edge.source JOIN relation ON relation.pk = edge.relation
    LEFT JOIN actor AS target ON target.pk = edge.target;
CREATE VIEW evidence AS
  SELECT edge.id AS edge, document.id AS document, document.publisher, statement.day, sentence.number AS sentence, sentence.text AS quote,
    sentence.start, sentence.end, statement.trigger,
    iif(statement.turned, statement.target_text, statement.source_text) AS source_text,
    iif(statement.turned, statement.source_text, statement.target_text) AS target_text,
    who.id AS holder,
    CASE statement.modality WHEN 0 THEN 'actual' WHEN 1 THEN 'planned' WHEN 2 THEN 'asked' ELSE 'possible' END AS modality,
    CASE statement.confidence WHEN 0 THEN 'low' WHEN 1 THEN 'medium' ELSE 'high' END AS confidence,
    statement.title, statement.about, statement.amount, statement.plover, statement.cameo, statement.rule
  FROM statement JOIN edge ON edge.pk = statement.edge JOIN document ON document.pk = statement.document
    JOIN sentence ON sentence.pk = statement.sentence
    LEFT JOIN sighting AS holding ON holding.pk = statement.holder LEFT JOIN actor AS who ON who.pk = holding.actor;
