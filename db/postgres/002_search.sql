-- Full-text search, and answers over millions of rows without reading the rows.

-- What each article is found by: its words, made by the workers as SQLite's FTS5 makes them (the titles' with the weight
-- A, the summaries' B, the bodies' D), and what searches filter and sort by, since a row of `articles` is as long as its
-- text. Vectors stand apart: most questions are answered by the index and the rows' other columns.
CREATE TABLE _words (
  article_id BIGINT PRIMARY KEY,
  site_id BIGINT NOT NULL,
  moment TEXT COLLATE "C" NOT NULL,    -- published, else first seen
  is_paired BOOLEAN NOT NULL,          -- kept as pairs of characters: its language has no spaces between words
  size BIGINT NOT NULL,                -- words
  words TSVECTOR NOT NULL
);
ALTER TABLE _words ALTER words SET STORAGE EXTERNAL;
CREATE INDEX _words_words ON _words USING gin(words);

-- Articles that were stored before: crawls take some with each batch.
CREATE TABLE _words_due (article_id BIGINT PRIMARY KEY);
INSERT INTO _words_due SELECT id FROM articles;

DROP INDEX articles_site_date;
CREATE INDEX articles_facts ON articles(site_id, date) INCLUDE (duplicate_of, first_seen, use_search, use_train, use_ai_input, tdm);
CREATE INDEX articles_license ON articles(site_id) WHERE license IS NOT NULL;
CREATE INDEX articles_agreement ON articles(site_id, id) WHERE agreement IS NOT NULL;
CREATE INDEX articles_copies ON articles(id) INCLUDE (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX articles_canonical_url ON articles(canonical_url) WHERE canonical_url <> url;
