-- What publishers say about the use of an article, as it was told when its page was fetched:
-- "y": allowed, "n": not; NULL: nothing was said, or it was stored before this was kept.
ALTER TABLE articles ADD COLUMN use_search TEXT;
ALTER TABLE articles ADD COLUMN use_train TEXT;
ALTER TABLE articles ADD COLUMN use_ai_input TEXT;
ALTER TABLE articles ADD COLUMN tdm TEXT;       -- "n": text and data mining is reserved
ALTER TABLE articles ADD COLUMN license TEXT;   -- addresses, with a space between them
-- For counts: a row of `articles` is as long as its text.
CREATE INDEX articles_use ON articles(site_id, use_search, use_train, use_ai_input, tdm);
CREATE INDEX articles_license ON articles(site_id) WHERE license IS NOT NULL;

-- Statements as they were told. A host says the same on every page, so many articles share a row.
CREATE TABLE preference_sets (
  id INTEGER PRIMARY KEY,
  digest INTEGER NOT NULL,             -- XXH3-64 of the statements
  first_seen TEXT NOT NULL,
  statements TEXT NOT NULL             -- JSON: [{"family","source","place","text","values"}]
) STRICT;
CREATE INDEX preference_sets_digest ON preference_sets(digest);

-- Which of them held for an article, and since which visit.
CREATE TABLE article_preferences (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  since TEXT NOT NULL,
  set_id INTEGER NOT NULL REFERENCES preference_sets(id),
  PRIMARY KEY (article_id, since)
) STRICT, WITHOUT ROWID;

-- What the pages of a site came to, in words: that something new is said is told once.
CREATE TABLE _site_preferences (
  site_id INTEGER NOT NULL REFERENCES sites(id),
  summary TEXT NOT NULL,
  run_id INTEGER NOT NULL,             -- the run that first met it, or met it again after long
  last_seen INTEGER NOT NULL,
  told INTEGER NOT NULL,               -- 1: a person was told, or there was nothing to tell
  PRIMARY KEY (site_id, summary)
) STRICT, WITHOUT ROWID;

-- /.well-known/tdmrep.json, asked for once a day.
CREATE TABLE _tdm_file (
  origin TEXT PRIMARY KEY,
  fetched_at INTEGER NOT NULL,
  status INTEGER NOT NULL,             -- 0: no answer, or robots.txt forbids it
  body BLOB NOT NULL                   -- empty: there is none
) STRICT, WITHOUT ROWID;

-- Exports by changes show it.
DROP TRIGGER _change_update;
CREATE TRIGGER _change_update AFTER UPDATE OF site_id, url, canonical_url, title, date, updated, summary, body, authors, language,
  site_name, image, section, tags, kind, duplicate_of, first_seen, changed, version, gone, image_caption, markdown,
  use_search, use_train, use_ai_input, tdm, license ON articles BEGIN
  INSERT OR REPLACE INTO _change(article_id) VALUES (new.id);
END;
