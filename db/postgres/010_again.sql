-- Articles whose stored pages are to be read again by a crawl when its round is over: more is known of their sites by now
-- than when they were read.
CREATE TABLE _again (article_id BIGINT PRIMARY KEY);
