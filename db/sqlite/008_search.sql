-- Search in every script, incremental exports, and answers over millions of rows without reading the rows.

-- Vowel signs are part of the word they stand in (Hindi, Thai ...); without the categories they would cut it.
DROP TRIGGER articles_fts_insert;
DROP TRIGGER articles_fts_delete;
DROP TRIGGER articles_fts_update;
DROP TABLE articles_fts;
CREATE VIRTUAL TABLE articles_fts USING fts5(
  title, summary, body, content="articles", content_rowid="id",
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');
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

-- Languages that are written without spaces between words (and Korean, which adds its particles to them): their texts once
-- more as overlapping pairs of characters. SQL cannot cut a text into pairs, so triggers, which must work in every program,
-- only note what is due, with the text that is in the index now; tearsheet does it with its next write.
CREATE VIRTUAL TABLE _articles_pairs USING fts5(
  title, summary, body, content="", tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
CREATE TABLE _pairs_due (
  article_id INTEGER PRIMARY KEY,
  indexed INTEGER NOT NULL,            -- 1: the index holds these texts
  title TEXT, summary TEXT, body TEXT
) STRICT;
CREATE TRIGGER _pairs_insert AFTER INSERT ON articles
WHEN substr(new.language, 1, 2) IN ('zh', 'ja', 'ko', 'th', 'lo', 'km', 'my', 'bo', 'yu') BEGIN
  INSERT INTO _pairs_due(article_id, indexed) VALUES (new.id, 0) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER _pairs_delete AFTER DELETE ON articles
WHEN substr(old.language, 1, 2) IN ('zh', 'ja', 'ko', 'th', 'lo', 'km', 'my', 'bo', 'yu') BEGIN
  INSERT INTO _pairs_due(article_id, indexed, title, summary, body) VALUES (old.id, 1, old.title, old.summary, old.body)
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER _pairs_update AFTER UPDATE OF title, summary, body, language ON articles
WHEN substr(old.language, 1, 2) IN ('zh', 'ja', 'ko', 'th', 'lo', 'km', 'my', 'bo', 'yu')
  OR substr(new.language, 1, 2) IN ('zh', 'ja', 'ko', 'th', 'lo', 'km', 'my', 'bo', 'yu') BEGIN
  INSERT INTO _pairs_due(article_id, indexed, title, summary, body)
    VALUES (old.id, coalesce(substr(old.language, 1, 2) IN ('zh', 'ja', 'ko', 'th', 'lo', 'km', 'my', 'bo', 'yu'), 0),
            old.title, old.summary, old.body)
    ON CONFLICT DO NOTHING;
END;
CREATE VIEW _paired_articles AS
  SELECT id, title, summary, body FROM articles
  WHERE substr(language, 1, 2) IN ('zh', 'ja', 'ko', 'th', 'lo', 'km', 'my', 'bo', 'yu');
INSERT INTO _pairs_due(article_id, indexed) SELECT id, 0 FROM _paired_articles;

-- Which database this is, for cursors of exports.
CREATE TABLE _database (identity TEXT NOT NULL) STRICT;
INSERT INTO _database VALUES (lower(hex(randomblob(8))));

-- The last change of each article that exports show. There is one writer at a time, so numbers are committed in their order:
-- who has read up to one has missed none before it.
CREATE TABLE _change (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL UNIQUE,
  deleted_url TEXT                     -- of an article that is no longer there
) STRICT;
INSERT INTO _change(article_id) SELECT id FROM articles ORDER BY id;
CREATE TRIGGER _change_insert AFTER INSERT ON articles BEGIN
  INSERT OR REPLACE INTO _change(article_id) VALUES (new.id);
END;
CREATE TRIGGER _change_update AFTER UPDATE OF site_id, url, canonical_url, title, date, updated, summary, body, authors, language,
  site_name, image, section, tags, kind, duplicate_of, first_seen, changed, version, gone ON articles BEGIN
  INSERT OR REPLACE INTO _change(article_id) VALUES (new.id);
END;
CREATE TRIGGER _change_delete AFTER DELETE ON articles BEGIN
  INSERT OR REPLACE INTO _change(article_id, deleted_url) VALUES (old.id, old.url);
END;

-- An article's row is as long as its text; these hold what lists and counts need of it.
CREATE INDEX articles_moment ON articles(coalesce(date, first_seen));
CREATE INDEX articles_facts ON articles(id, site_id, duplicate_of, date, first_seen);
CREATE INDEX articles_site_date ON articles(site_id, date, duplicate_of);
CREATE INDEX _url_source ON _url(site_id) WHERE kind <> 0;

-- Addresses that were never visited, and those to be tried again.
CREATE TABLE _waiting (
  url_id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL
) STRICT;
INSERT INTO _waiting SELECT u.id, u.site_id FROM _url u LEFT JOIN _visit v ON v.url_id = u.id WHERE v.url_id IS NULL OR v.state = 4;
CREATE TRIGGER _waiting_url AFTER INSERT ON _url BEGIN
  INSERT OR REPLACE INTO _waiting VALUES (new.id, new.site_id);
END;
CREATE TRIGGER _waiting_done AFTER INSERT ON _visit WHEN new.state <> 4 BEGIN
  DELETE FROM _waiting WHERE url_id = new.url_id;
END;
CREATE TRIGGER _waiting_again AFTER INSERT ON _visit WHEN new.state = 4 BEGIN
  INSERT OR REPLACE INTO _waiting SELECT id, site_id FROM _url WHERE id = new.url_id;
END;
CREATE TRIGGER _waiting_delete AFTER DELETE ON _url BEGIN
  DELETE FROM _waiting WHERE url_id = old.id;
END;
CREATE INDEX site_runs_site ON site_runs(site_id, run_id);
