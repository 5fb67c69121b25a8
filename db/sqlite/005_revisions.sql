-- Versions know how much the next one changed and what page they were made of; articles say that their page is gone, and are
-- found by address without a scan.
ALTER TABLE articles ADD COLUMN gone TEXT;                    -- since when its address answers 404, 410 or with another story; NULL: it is there
ALTER TABLE article_versions ADD COLUMN words_added INTEGER;   -- by the version that replaced it ...
ALTER TABLE article_versions ADD COLUMN words_removed INTEGER; -- ... of title, summary and body; NULL: replaced before this was counted
ALTER TABLE article_versions ADD COLUMN raw_page INTEGER;      -- row of _raw_page that it was made of, while that is kept

CREATE INDEX articles_url ON articles(url);
CREATE INDEX articles_canonical_url ON articles(canonical_url) WHERE canonical_url <> url;
CREATE INDEX _article_key_article ON _article_key(article_id);
