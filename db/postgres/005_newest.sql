-- The newest articles that hold a word of which the database is full are found by asking the newest ones.
CREATE INDEX _words_moment ON _words(moment, article_id);
