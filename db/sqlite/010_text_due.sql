-- Both text indexes are written once a transaction. FTS5 writes what it holds in memory whenever a statement with triggers
-- begins, which cost more than the indexing. Triggers, which must work in every program, only note what is due, with the
-- texts that the indexes hold now; tearsheet does it before it commits.
DROP TRIGGER articles_fts_insert;
DROP TRIGGER articles_fts_delete;
DROP TRIGGER articles_fts_update;
DROP TRIGGER _pairs_insert;
DROP TRIGGER _pairs_delete;
DROP TRIGGER _pairs_update;
CREATE TABLE _text_due (
  article_id INTEGER PRIMARY KEY,
  in_words INTEGER NOT NULL,           -- 1: articles_fts holds these texts
  in_pairs INTEGER NOT NULL,           -- 1: _articles_pairs holds them
  title TEXT, summary TEXT, body TEXT
) STRICT;
INSERT INTO _text_due SELECT article_id, 1, indexed, title, summary, body FROM _pairs_due WHERE indexed;
INSERT INTO _text_due SELECT p.article_id, 1, 0, a.title, a.summary, a.body
  FROM _pairs_due p JOIN articles a ON a.id = p.article_id WHERE NOT p.indexed;
DROP TABLE _pairs_due;
CREATE TRIGGER _text_insert AFTER INSERT ON articles BEGIN
  INSERT INTO _text_due(article_id, in_words, in_pairs) VALUES (new.id, 0, 0) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER _text_delete AFTER DELETE ON articles BEGIN
  INSERT INTO _text_due VALUES (old.id, 1, coalesce(substr(old.language, 1, 2) IN
    ('zh', 'ja', 'ko', 'th', 'lo', 'km', 'my', 'bo', 'yu'), 0), old.title, old.summary, old.body) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER _text_update AFTER UPDATE OF title, summary, body, language ON articles BEGIN
  INSERT INTO _text_due VALUES (old.id, 1, coalesce(substr(old.language, 1, 2) IN
    ('zh', 'ja', 'ko', 'th', 'lo', 'km', 'my', 'bo', 'yu'), 0), old.title, old.summary, old.body) ON CONFLICT DO NOTHING;
END;
