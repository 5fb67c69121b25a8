-- How far a site's rules and the automatic extraction agree, without reading an article.
CREATE INDEX articles_agreement ON articles(site_id, id, agreement) WHERE agreement IS NOT NULL;
