-- Articles whose stored pages are to be read again at the end of a run: more is known of their
-- sites by now than when they were read.
CREATE TABLE _again (
  article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE
) STRICT;
