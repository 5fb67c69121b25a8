-- The database is an interface: docs/database.md describes it. Tables whose names start with _ are internals.
-- Public times are ISO 8601 text; internal ones are milliseconds since 1970.

CREATE TABLE sites (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,            -- id of the site file
  title TEXT NOT NULL,
  language TEXT,
  rules TEXT NOT NULL DEFAULT '',      -- hash of the site file that was used last
  first_seen TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  ended TEXT,                          -- NULL: under way, or it did not end by itself
  outcome TEXT NOT NULL DEFAULT 'running',
  version TEXT NOT NULL,
  requests INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,    -- on the wire
  stored INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0, -- answered by 304, or the same text again
  duplicates INTEGER NOT NULL DEFAULT 0,
  not_articles INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  denied INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  left_over INTEGER NOT NULL DEFAULT 0 -- due next run
) STRICT;

CREATE TABLE site_runs (
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  requests INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  not_articles INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  denied INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  left_over INTEGER NOT NULL,
  problem TEXT,                        -- the most frequent trouble, in words
  PRIMARY KEY (run_id, site_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES sites(id),
  url TEXT NOT NULL,                   -- as fetched, after redirects
  canonical_url TEXT NOT NULL,
  title TEXT NOT NULL,
  date TEXT,                           -- published, at the precision that was given
  updated TEXT,
  summary TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,                  -- plain text, a blank line between paragraphs
  authors TEXT NOT NULL DEFAULT '[]',  -- JSON array
  language TEXT,
  site_name TEXT,
  image TEXT,
  section TEXT,
  tags TEXT NOT NULL DEFAULT '[]',     -- JSON array
  kind TEXT NOT NULL DEFAULT 'article',
  duplicate_of INTEGER REFERENCES articles(id),
  first_seen TEXT NOT NULL,
  changed TEXT NOT NULL,               -- when this version was stored
  version INTEGER NOT NULL DEFAULT 1,
  run_id INTEGER NOT NULL REFERENCES runs(id),
  confidence REAL NOT NULL DEFAULT 0,
  noarchive INTEGER NOT NULL DEFAULT 0,
  nofollow INTEGER NOT NULL DEFAULT 0,
  extractor INTEGER NOT NULL DEFAULT 0, -- version of the extractor ...
  rules TEXT NOT NULL DEFAULT '',       -- ... and hash of the site file that made this row ...
  raw_page INTEGER                      -- ... of this row of _raw_page, while that is kept
) STRICT;
CREATE INDEX articles_date ON articles(date);
CREATE INDEX articles_site ON articles(site_id, first_seen);
CREATE INDEX articles_duplicate_of ON articles(duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE article_versions (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  date TEXT,
  updated TEXT,
  summary TEXT NOT NULL,
  body TEXT NOT NULL,
  stored TEXT NOT NULL,                -- when this version came ...
  replaced TEXT NOT NULL               -- ... and when a later one took its place
) STRICT;
CREATE INDEX article_versions_article ON article_versions(article_id, version);

CREATE TABLE field_sources (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  source TEXT NOT NULL,
  locator TEXT,
  raw TEXT,
  confidence REAL NOT NULL,
  PRIMARY KEY (article_id, field)
) STRICT, WITHOUT ROWID;

-- Every request that was made: what a site's owner may ask for.
CREATE TABLE fetches (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  site_id INTEGER REFERENCES sites(id),
  host TEXT NOT NULL,                  -- scheme, host and port
  url TEXT NOT NULL,
  purpose TEXT NOT NULL,               -- robots, source, article
  started TEXT NOT NULL,               -- with milliseconds
  milliseconds INTEGER NOT NULL,
  pause INTEGER,                       -- milliseconds that the host asked to be left between two requests
  status INTEGER NOT NULL,             -- 0: no answer
  bytes INTEGER NOT NULL,
  conditional INTEGER NOT NULL,        -- 1: asked "only if it changed"
  address TEXT,
  error TEXT
) STRICT;

CREATE TABLE _host (
  authority TEXT NOT NULL PRIMARY KEY,
  next_at INTEGER,
  retry_at INTEGER,
  backoff_steps INTEGER NOT NULL,
  robots_status INTEGER NOT NULL,
  robots_at INTEGER,
  robots_body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Append-only: every address that was ever taken up. Known ones are recognised in memory (by `key`).
CREATE TABLE _url (
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL,                -- 64-bit hash of the deduplication key and the kind
  site_id INTEGER NOT NULL REFERENCES sites(id),
  kind INTEGER NOT NULL,
  source INTEGER NOT NULL,             -- key of the source that it was found through
  depth INTEGER NOT NULL,
  url TEXT NOT NULL,
  hint TEXT                            -- JSON: what its source said of it
) STRICT;

CREATE TABLE _visit (
  url_id INTEGER PRIMARY KEY REFERENCES _url(id),
  state INTEGER NOT NULL,
  status INTEGER NOT NULL,
  visited_at INTEGER NOT NULL,
  due_at INTEGER,                      -- not before; NULL: in any run, or never again
  failures INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,          -- times in a row that it brought nothing new
  etag TEXT,
  last_modified TEXT,
  note TEXT
) STRICT;

CREATE TABLE _article_key (
  key INTEGER PRIMARY KEY,             -- as in _url, of any address that leads to the article
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  url_id INTEGER NOT NULL REFERENCES _url(id),
  hint INTEGER NOT NULL                -- hash of what its source said when it was fetched
) STRICT;

CREATE TABLE _raw_page (
  id INTEGER PRIMARY KEY,
  url_id INTEGER NOT NULL REFERENCES _url(id),
  article_id INTEGER REFERENCES articles(id) ON DELETE SET NULL,
  url TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,
  status INTEGER NOT NULL,
  headers TEXT NOT NULL,               -- JSON
  size INTEGER NOT NULL,
  body BLOB NOT NULL                   -- zstd
) STRICT;
CREATE INDEX _raw_page_article ON _raw_page(article_id) WHERE article_id IS NOT NULL;

CREATE TABLE _fingerprint (
  article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
  exact INTEGER NOT NULL,
  cluster INTEGER NOT NULL,
  date INTEGER,
  print BLOB NOT NULL
) STRICT;
CREATE INDEX _fingerprint_exact ON _fingerprint(exact);

CREATE VIRTUAL TABLE articles_fts USING fts5(
  title, summary, body, content="articles", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts(rowid, title, summary, body) VALUES (new.id, new.title, new.summary, new.body);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, summary, body) VALUES ('delete', old.id, old.title, old.summary, old.body);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, summary, body ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, summary, body) VALUES ('delete', old.id, old.title, old.summary, old.body);
  INSERT INTO articles_fts(rowid, title, summary, body) VALUES (new.id, new.title, new.summary, new.body);
END;

-- Newest first, one row a story.
CREATE VIEW articles_latest AS
  SELECT a.id, a.date, a.title, s.title AS site, a.summary, a.url
  FROM articles a JOIN sites s ON s.id = a.site_id
  WHERE a.duplicate_of IS NULL
  ORDER BY coalesce(a.date, a.first_seen) DESC;

-- Stories that several pages carry.
CREATE VIEW syndicated AS
  SELECT o.id, o.date, o.title, count(*) + 1 AS copies, count(DISTINCT c.site_id) AS sites, json_group_array(c.url) AS urls
  FROM articles c JOIN articles o ON o.id = c.duplicate_of
  GROUP BY o.id
  ORDER BY copies DESC;

-- Headlines that were changed after they were published.
CREATE VIEW headline_changes AS
  SELECT v.article_id AS id, v.replaced AS changed, v.title AS before,
         coalesce((SELECT n.title FROM article_versions n WHERE n.article_id = v.article_id AND n.version > v.version
                   ORDER BY n.version LIMIT 1), a.title) AS after, a.url
  FROM article_versions v JOIN articles a ON a.id = v.article_id
  WHERE before <> after
  ORDER BY v.replaced DESC;
