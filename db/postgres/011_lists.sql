-- The newest articles of a site in their order, and all that is counted of it; addresses that are to be asked again.
CREATE INDEX articles_site_moment ON articles(site_id, (coalesce(date, first_seen)))
  INCLUDE (date, duplicate_of, first_seen, use_search, use_train, use_ai_input, tdm);
DROP INDEX articles_facts;
CREATE INDEX _visit_retry ON _visit(url_id) WHERE state = 4;
